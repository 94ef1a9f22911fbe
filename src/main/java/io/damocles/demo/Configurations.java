package io.damocles.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The configuration files of the demo's manager and workers. */
final class Configurations {
  private static final List<String> STORES = List.of("store1", "store2");

  private final Path folder;
  private final Path stores;

  /**
   * @param folder for what workers keep
   * @param stores holds the folders of sealed sectors
   */
  Configurations(Path folder, Path stores) {
    this.folder = folder;
    this.stores = stores;
  }

  /**
   * {@code sector-manager.cfg}.
   *
   * @param heartbeatTimeout in whole seconds
   */
  String manager(String chain, String token, Duration heartbeatTimeout) {
    return """
        [Common]
        ScanPersistStores = ["%s/*"]
        [Common.API]
        Chain = "%s"
        Token = "%s"
        [Common.Proving.WorkerProver]
        HeartbeatTimeout = "%ds"
        [[Miners]]
        Actor = 1000
        SectorSize = "2KiB"
        [Miners.PoSt]
        ChallengeConfidence = 1
        """
        .formatted(stores, chain, token, heartbeatTimeout.toSeconds());
  }

  /**
   * {@code damocles-worker.toml}.
   *
   * @param manager where the manager serves
   * @param child whether it proves in a child process
   */
  String worker(String name, int manager, boolean child) {
    StringBuilder config =
        new StringBuilder(
            """
            [worker]
            name = "%s"
            spool_dir = "%s"
            rpc_server.host = "127.0.0.1"
            rpc_server.port = 0
            [sector_manager]
            rpc_client.addr = "http://127.0.0.1:%d"
            [sealing]
            allowed_sizes = ["2KiB"]
            recover_interval = "1s"
            seal_interval = "1s"
            [[sealing_thread]]
            plan = "wdpost"
            """
                .formatted(name, folder.resolve("spool-" + name), manager));
    for (String store : STORES) {
      config.append("[[attached]]\nname = \"%s\"\n".formatted(store));
      config.append("location = \"%s\"\n".formatted(stores.resolve(store)));
    }
    config.append("[processors.limitation.concurrent]\nwindow_post = 1\n");
    if (child) {
      config.append("[[processors.window_post]]\nconcurrent = 1\nstable_wait = \"60s\"\n");
    }
    return config.toString();
  }
}
