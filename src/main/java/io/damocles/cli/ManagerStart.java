package io.damocles.cli;

import io.damocles.config.ListenAddress;
import io.damocles.manager.ManagerDaemon;
import io.damocles.manager.ManagerOptions;
import io.damocles.manager.ProxyOptions;
import java.nio.file.Path;
import java.util.Optional;

/** The step from the command line to the daemon; apart, so that no other command loads it. */
final class ManagerStart {
  private ManagerStart() {}

  static int run(
      Path home,
      Path confDir,
      ListenAddress listen,
      boolean workerProver,
      boolean poster,
      boolean miner,
      boolean warmUp,
      Optional<ProxyOptions> proxy) {
    return ManagerDaemon.run(
        new ManagerOptions(home, confDir, listen, workerProver, poster, miner, warmUp, proxy));
  }
}
