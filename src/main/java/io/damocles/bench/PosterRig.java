package io.damocles.bench;

import io.damocles.demo.ChainView;
import io.damocles.demo.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A chain that goes on by hand, and a manager whose poster follows it. */
final class PosterRig implements AutoCloseable {
  private static final long FIRST_MINER = 1000;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Daemon devnet;
  private final ChainView chain;
  private final ManagerProcess manager;
  private final ManagerApi api;

  private PosterRig(Daemon devnet, ChainView chain, ManagerProcess manager) {
    this.devnet = devnet;
    this.chain = chain;
    this.manager = manager;
    this.api = new ManagerApi(manager.api());
  }

  /**
   * Starts both, and waits until the poster has seen the head.
   *
   * @param bin folder of the commands
   * @param folder for everything that is written
   * @param options of the devnet, such as its sectors
   */
  static PosterRig start(
      Path bin, Path folder, Map<String, String> environment, int miners, List<String> options)
      throws IOException {
    Path home = folder.resolve("devnet");
    // An hour: no epoch comes by itself, and yet jobs have a time at which they close.
    List<String> line =
        new ArrayList<>(
            List.of(bin.resolve("devnet").toString(), "--home", home.toString(), "--epoch", "1h"));
    line.addAll(List.of("--listen", "127.0.0.1:0", "--miners", Integer.toString(miners)));
    line.addAll(options);
    Daemon devnet = Daemon.start("devnet", folder, environment, line);
    try {
      Path address = home.resolve("address");
      await(devnet, () -> Files.exists(address) && !Files.readString(address).isBlank());
      ChainView chain = ChainView.of(home);
      ManagerProcess manager =
          ManagerProcess.start(
              bin.resolve("damocles-manager"),
              Files.createDirectories(folder.resolve("manager")),
              environment,
              config(home, chain, miners),
              List.of("--poster"));
      PosterRig rig = new PosterRig(devnet, chain, manager);
      rig.awaitHead();
      return rig;
    } catch (IOException | RuntimeException failed) {
      devnet.askToStop();
      devnet.stop();
      throw failed;
    }
  }

  ChainView chain() {
    return chain;
  }

  ManagerProcess manager() {
    return manager;
  }

  ManagerApi api() {
    return api;
  }

  /** Makes the chain so high, and waits until the poster has seen it. */
  void advanceTo(long height) throws IOException {
    long missing = height - chain.now().height();
    if (missing > 0) {
      chain.advance(missing);
    }
    awaitHead();
  }

  /** Waits until the poster has seen the chain's head. */
  void awaitHead() throws IOException {
    long height = chain.now().height();
    await(() -> api.metric("wdpost_chain_head ") >= height);
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws IOException;
  }

  void await(Condition condition) throws IOException {
    await(devnet, condition);
  }

  private static void await(Daemon devnet, Condition condition) throws IOException {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      devnet.check();
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new BenchException("nothing happens any more");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    manager.close();
    devnet.askToStop();
    devnet.stop();
  }

  private static String config(Path home, ChainView chain, int miners) {
    StringBuilder config =
        new StringBuilder(
            """
            [Common]
            ScanPersistStores = ["%s/stores/*"]
            [Common.API]
            Chain = "%s"
            Token = "%s"
            """
                .formatted(home, chain.address(), chain.token()));
    for (long miner = FIRST_MINER; miner < FIRST_MINER + miners; miner++) {
      config.append("[[Miners]]\nActor = %d\nSectorSize = \"2KiB\"\n".formatted(miner));
    }
    return config.toString();
  }
}
