package io.damocles.testing;

import io.damocles.job.JobId;
import io.damocles.job.NewJob;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.util.ArrayList;
import java.util.List;

/** Jobs for tests. */
public final class Jobs {
  private static final long MINUTES_10 = 600_000;

  private Jobs() {}

  /** An input of so many sectors, distinct by its seed number. */
  public static JobInput input(long miner, int seed, int sectors) {
    List<SectorInput> list = new ArrayList<>();
    for (int i = 0; i < sectors; i++) {
      byte[] commR = new byte[32];
      commR[0] = (byte) i;
      commR[1] = (byte) seed;
      list.add(new SectorInput(i + 1L, commR, false, new SectorInput.Accesses("store1", "store1")));
    }
    byte[] seedBytes = new byte[32];
    seedBytes[0] = (byte) seed;
    seedBytes[1] = (byte) (seed >> 8);
    return new JobInput(list, miner, "StackedDrgWindow2KiBV1_2", seedBytes);
  }

  /** A job that closes at that time. */
  public static NewJob job(long miner, int seed, long closeAt) {
    JobInput input = input(miner, seed, 2);
    byte[] json = CanonicalInput.bytes(input);
    return new NewJob(
        JobId.of(json),
        json,
        miner,
        input.proofType(),
        input.sectors().size(),
        3,
        List.of(0L, 1L),
        closeAt,
        MINUTES_10);
  }

  /** A job that never closes. */
  public static NewJob job(int seed) {
    return job(1000, seed, NewJob.NEVER);
  }
}
