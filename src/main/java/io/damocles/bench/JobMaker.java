package io.damocles.bench;

import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes jobs of the wanted size, each with commitments and a seed of its own. */
final class JobMaker {
  private static final String PROOF_TYPE = "StackedDrgWindow32GiBV1_2";
  private static final int SEED_MASK = 0x3f;
  private static final int DEADLINES = 48;
  private static final SectorInput.Accesses STORE = new SectorInput.Accesses("bench", "bench");

  /** The year 2100, so that no job closes while it is measured. */
  private static final long CLOSE_AT = 4_102_444_800L;

  private final Random random;
  private final long miner;
  private final int sectors;
  private int made;

  /**
   * @param seed decides every commitment; the same one gives the same jobs again
   */
  JobMaker(long seed, long miner, int sectors) {
    this.random = new Random(seed);
    this.miner = miner;
    this.sectors = sectors;
  }

  /** The call that creates the next job. */
  byte[] next() {
    List<SectorInput> inputs = new ArrayList<>(sectors);
    for (int i = 0; i < sectors; i++) {
      inputs.add(new SectorInput(i + 1L, bytes32(), false, STORE));
    }
    byte[] seed = bytes32();
    seed[31] &= SEED_MASK;
    return create(new JobInput(inputs, miner, PROOF_TYPE, seed));
  }

  /** The call that creates a job of that input. */
  byte[] create(JobInput input) {
    int index = made++;
    byte[] canonical = CanonicalInput.bytes(input);
    String request =
        "{\"Input\":%s,\"DeadlineIdx\":%d,\"Partitions\":[%d],\"CloseAt\":%d}"
            .formatted(
                new String(canonical, StandardCharsets.UTF_8),
                index % DEADLINES,
                index / DEADLINES,
                CLOSE_AT);
    return Calls.create(request.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] bytes32() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
