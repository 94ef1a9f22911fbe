package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.Address;
import io.damocles.config.ListenAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.chain.Genesis;
import io.damocles.devnet.chain.GenesisAccounts;
import io.damocles.devnet.chain.NoStore;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.PostVerifier;
import io.damocles.devnet.gateway.WinningVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A devnet in this process whose epochs are made by hand; its sectors are commitments only. */
final class RunningDevnet implements AutoCloseable {
  static final String MINER = "f01000";

  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  final DevnetHome home;
  final DevnetOptions options;
  private final DevnetClient client;
  private final Devnet devnet;

  private RunningDevnet(
      Path folder, DevnetOptions options, PostVerifier posts, WinningVerifier winning) {
    this.options = options;
    this.home = DevnetHome.open(folder);
    this.devnet =
        new Devnet(
            vertx,
            options,
            home,
            new NoStore(),
            posts,
            winning,
            this::genesis,
            new VertxTimeline(vertx));
    wait(devnet.start());
    this.client = new DevnetClient(devnet.address().toString(), token());
  }

  private String token() {
    try {
      return Files.readString(home.tokenFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With eight sectors, and proofs taken for good if their first byte is not 0. */
  static RunningDevnet start(Path folder) throws IOException {
    return start(folder, 4);
  }

  static RunningDevnet start(Path folder, int deadlines) throws IOException {
    return start(folder, options(folder, deadlines, 8));
  }

  static RunningDevnet start(Path folder, DevnetOptions options) throws IOException {
    Files.createDirectories(folder);
    return new RunningDevnet(folder, options, check -> check.proof()[0] != 0, new FirstSector());
  }

  static DevnetOptions options(Path folder, int deadlines, int sectors) {
    return new DevnetOptions(
        folder,
        new ListenAddress("127.0.0.1", 0),
        Duration.ZERO,
        deadlines,
        8,
        3,
        1,
        sectors,
        true,
        false,
        Duration.ZERO,
        folder);
  }

  ListenAddress address() {
    return devnet.address();
  }

  JsonNode call(String method, Object... params) {
    return client.call(method, params);
  }

  JsonNode exchange(String path, String method, Object... params) {
    return client.exchange(path, method, params);
  }

  HttpResponse<String> post(String path, String body) throws IOException {
    return client.post(path, body);
  }

  void advance(int epochs) {
    client.advance(epochs);
  }

  /** A client that waits half a second. */
  DevnetClient impatient() {
    return new DevnetClient(devnet.address().toString(), token(), Duration.ofMillis(500));
  }

  JsonNode head() {
    return call("ChainHead");
  }

  static <T> T wait(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    wait(devnet.stop());
    wait(vertx.close());
  }

  private Genesis genesis() {
    List<Long> ids = List.of(Address.parse(MINER).id());
    GenesisAccounts accounts = new GenesisAccounts(home.seed(), ids, BigInteger.TEN.pow(24));
    Map<Long, MinerState> miners = new TreeMap<>();
    for (long id : ids) {
      Map<Long, byte[]> commRs = new TreeMap<>();
      for (long sector = 1; sector <= options.sectors(); sector++) {
        byte[] commR = new byte[32];
        commR[0] = (byte) sector;
        commRs.put(sector, commR);
      }
      miners.put(id, GenesisMiner.of(id, accounts.of(id), commRs, options));
    }
    return new Genesis(
        "testing",
        home.seed(),
        Instant.parse("2026-11-24T00:00:00Z"),
        ChainState.of(accounts.accounts(), miners),
        accounts.keys());
  }

  /** Draws the first sector; a proof is good if its first byte is not 0. */
  private static final class FirstSector implements WinningVerifier {
    @Override
    public int draw(byte[] seed, long miner, int sectors) {
      return 0;
    }

    @Override
    public boolean verify(byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sector) {
      return proof[0] != 0;
    }
  }
}
