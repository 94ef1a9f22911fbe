package io.damocles.manager;

import io.damocles.config.ListenAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the manager was started.
 *
 * @param home folder of the job table
 * @param confDir folder of {@code sector-manager.cfg}
 * @param listen where the API is served; port 0: any free one
 * @param workerProver whether jobs are served to workers ({@code --worker-prover})
 * @param poster whether deadlines are watched and proven ({@code --poster})
 * @param miner whether gateways get winning proofs ({@code --miner})
 * @param warmUp whether to make one for each miner at the start ({@code --warmup})
 * @param proxy another manager that is asked where sectors are
 */
public record ManagerOptions(
    Path home,
    Path confDir,
    ListenAddress listen,
    boolean workerProver,
    boolean poster,
    boolean miner,
    boolean warmUp,
    Optional<ProxyOptions> proxy) {}
