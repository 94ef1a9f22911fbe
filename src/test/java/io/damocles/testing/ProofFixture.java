package io.damocles.testing;

import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Real 2KiB proofs for tests: parameters that are made once for all runs, and sealed sectors in a
 * store directory ({@code sealed/s-t01000-1}, {@code cache/s-t01000-1}).
 */
public final class ProofFixture implements AutoCloseable {
  public static final ProofType WINDOW = ProofType.WINDOW_2KIB_V1_2;
  public static final ProofType WINNING = ProofType.WINNING_2KIB;

  private final NativeProofs proofs;

  private ProofFixture(NativeProofs proofs) {
    this.proofs = proofs;
  }

  /** The native library with parameters of window proofs; the first run ever takes 10 s longer. */
  public static ProofFixture ready() throws ProverException {
    var directory = parameterDirectory();
    var proofs =
        NativeProofs.load(new NativeOptions(null, directory, directory.resolve("parents"), 4));
    proofs.generateParameters(WINDOW);
    return new ProofFixture(proofs);
  }

  /** System property or variable {@code WDPOST_TEST_PARAMS}, else {@code target/proof-params}. */
  public static Path parameterDirectory() {
    var named = System.getProperty("WDPOST_TEST_PARAMS", System.getenv("WDPOST_TEST_PARAMS"));
    return Path.of(named != null ? named : "target/proof-params").toAbsolutePath();
  }

  public NativeProofs proofs() {
    return proofs;
  }

  /** Seals the sectors into a store, in the given order. */
  public List<Replica> seal(Path store, long miner, long... sectors) throws ProverException {
    var replicas = new ArrayList<Replica>();
    for (long sector : sectors) {
      var name = "s-t0%s-%s".formatted(Long.toUnsignedString(miner), Long.toUnsignedString(sector));
      var sealed = store.resolve("sealed").resolve(name);
      var cache = store.resolve("cache").resolve(name);
      var commR =
          proofs.sealTestSector(WINDOW, miner, sector, ticket(sector), sealed, cache).commR();
      replicas.add(new Replica(sector, commR, cache, sealed));
    }
    return replicas;
  }

  /** A task over these replicas with a fixed seed. */
  public static WindowPostTask task(long miner, List<Replica> replicas) {
    return new WindowPostTask(miner, WINDOW, replicas, seed(42));
  }

  /** 32 bytes of that value, as far as a seed may be. */
  public static byte[] seed(int value) {
    var seed = new byte[32];
    Arrays.fill(seed, (byte) value);
    seed[31] &= 0x3f;
    return seed;
  }

  /** What the verifier needs to know of these sectors. */
  public static Map<Long, byte[]> commRs(Collection<Replica> replicas) {
    var commRs = new HashMap<Long, byte[]>();
    replicas.forEach(replica -> commRs.put(replica.sectorId(), replica.commR()));
    return commRs;
  }

  /** Flips the lowest bit of the sealed file. */
  public static void corrupt(Replica replica) throws IOException {
    var bytes = Files.readAllBytes(replica.sealedFile());
    bytes[0] ^= 1;
    Files.write(replica.sealedFile(), bytes);
  }

  @Override
  public void close() {
    proofs.close();
  }

  private static byte[] ticket(long sector) {
    return ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(sector).array();
  }
}
