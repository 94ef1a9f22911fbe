package io.damocles.poster.winning;

import io.damocles.chain.node.Chain;
import io.damocles.config.NodeAddress;
import io.damocles.sector.SectorFinder;
import io.damocles.time.Timeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What winning proofs need of the rest.
 *
 * @param stores the root of a store by its name, as configured now
 * @param warmUp whether to prove a sector of each miner at the start
 */
public record WinningParts(
    Vertx vertx,
    Timeline timeline,
    Chain chain,
    List<NodeAddress> gateways,
    SectorFinder finder,
    Function<String, Optional<Path>> stores,
    WinningProver prover,
    MeterRegistry registry,
    boolean warmUp) {}
