package io.damocles.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code sector-manager.cfg} says, with every default filled in. */
public record ManagerConfig(Path file, Common common, List<Miner> miners, List<String> warnings) {

  /** {@code [Common]}; {@code stores} are the configured and the scanned persist stores. */
  public record Common(
      Api api, List<Store> stores, Database database, Proving proving, Access access) {}

  /**
   * {@code [Common.Access]}, an extension: who may call this manager.
   *
   * @param adminTokens allow everything
   * @param workerTokens allow what workers call, and reading
   * @param stranger what callers without a token may do
   */
  public record Access(
      List<String> adminTokens, List<String> workerTokens, Stranger stranger, Optional<Tls> tls) {

    /** Without the tokens: it ends up in logs. */
    @Override
    public String toString() {
      return "Access[adminTokens=%d, workerTokens=%d, stranger=%s, tls=%s]"
          .formatted(adminTokens.size(), workerTokens.size(), stranger, tls);
    }
  }

  /** What somebody without a token may do. */
  public enum Stranger {
    EVERYTHING,
    /** What workers call, and reading: damocles' workers send no token. */
    WORK,
    NOTHING;

    static Stranger named(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** PEM files: the certificate with its chain, and its key. */
  public record Tls(Path certificate, Path privateKey) {}

  /**
   * {@code [Common.API]}; addresses are multiaddrs or URLs as written.
   *
   * @param chain nodes in the order of preference; several are an extension
   */
  public record Api(
      List<String> chain,
      Optional<String> messager,
      Optional<String> market,
      List<String> gateway,
      String token,
      Duration chainEventInterval) {

    /** The nodes to call, each with its token; the first gateway if none is named. */
    public List<NodeAddress> chainNodes() {
      List<String> named = chain.isEmpty() ? gateway.stream().limit(1).toList() : chain;
      return named.stream().map(text -> NodeAddress.parse(text, "v1").orToken(token)).toList();
    }

    /** The messager to push through; the first gateway if none is named; else nodes do it. */
    public Optional<NodeAddress> messagerNode() {
      return messager
          .or(() -> gateway.stream().findFirst())
          .map(text -> NodeAddress.parse(text, "v0").orToken(token));
    }

    /** The gateways that ask for winning proofs, each with its token. */
    public List<NodeAddress> gatewayNodes() {
      return gateway.stream().map(text -> NodeAddress.parse(text, "v2").orToken(token)).toList();
    }

    /** Without the token and those in addresses: it ends up in logs. */
    @Override
    public String toString() {
      return "Api[chain="
          + chain.stream().map(Api::mask).toList()
          + ", messager="
          + mask(messager)
          + ", market="
          + mask(market)
          + ", gateway="
          + gateway.stream().map(Api::mask).toList()
          + ", token="
          + (token.isEmpty() ? "" : "***")
          + ", chainEventInterval="
          + chainEventInterval
          + "]";
    }

    private static String mask(Optional<String> address) {
      return address.map(Api::mask).orElse("");
    }

    private static String mask(String address) {
      return address.replaceFirst("^[\\w-]+\\.[\\w-]+\\.[\\w-]*:", "***:");
    }
  }

  /** One of {@code [[Common.PersistStores]]}, or a folder found by {@code ScanPersistStores}. */
  public record Store(
      String name,
      Path path,
      boolean strict,
      boolean readOnly,
      long weight,
      List<Long> allowMiners,
      List<Long> denyMiners,
      Map<String, String> meta) {}

  /** {@code [Common.DB]}: the SQLite file of the job table. */
  public record Database(Path sqliteFile) {}

  /** {@code [Common.Proving]}; an empty timeout means that there is none. */
  public record Proving(
      int parallelCheckLimit,
      Optional<Duration> singleCheckTimeout,
      Optional<Duration> partitionCheckTimeout,
      WorkerProver workerProver,
      Native nativeProver) {}

  /** {@code [Common.Proving.WorkerProver]}; {@code jobMaxTry} counts all attempts. */
  public record WorkerProver(int jobMaxTry, Duration heartbeatTimeout, Duration jobLifetime) {}

  /** {@code [Common.Proving.Native]}: an extension, the library that verifies proofs. */
  public record Native(Optional<Path> library, Optional<Path> parameterDir, int verifyThreads) {}

  /**
   * One of {@code [[Miners]]}.
   *
   * @param actor unsigned 64-bit number
   * @param sectorSize an extension: what verifying keys to look for at the start
   */
  public record Miner(
      long actor, Optional<ByteSize> sectorSize, Post post, boolean winningEnabled) {}

  /**
   * {@code [Miners.PoSt]}; confidences count epochs, and 0 stands for no limit or the protocol's.
   */
  public record Post(
      List<String> senders,
      boolean enabled,
      boolean strictCheck,
      boolean parallel,
      double gasOverEstimation,
      double gasOverPremium,
      Fil gasFeeCap,
      long confidence,
      long submitConfidence,
      long challengeConfidence,
      long maxRecoverSectorLimit,
      long maxPartitionsPerPoStMessage,
      long maxPartitionsPerRecoveryMessage) {}
}
