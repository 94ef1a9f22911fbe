package io.damocles.bench;

import io.damocles.demo.Window;
import java.io.IOException;
import java.util.List;

/** From the head at which a great deadline's proofs are begun until all its jobs are there. */
final class PartitionsPhase {
  private static final int PER_PARTITION = 2;

  /** Epochs after the challenge, as the poster waits by default. */
  private static final long CONFIDENCE = 10;

  private PartitionsPhase() {}

  /** With three deadlines a new chain's sectors all go to one of them. */
  static List<String> chain(int partitions) {
    return List.of(
        "--deadlines=3",
        "--window=60",
        "--lookback=20",
        "--faux",
        "--sectors=" + partitions * PER_PARTITION);
  }

  /** In seconds. */
  static double run(PosterRig rig, int partitions) throws IOException {
    Window window = rig.chain().period().windows().get(0);
    if (window.partitions() != partitions) {
      throw new BenchException(
          "the deadline has %d partitions, expected %d".formatted(window.partitions(), partitions));
    }
    // One by one, so that the poster gets ready as it does on a chain with a clock.
    for (long height = window.challenge(); height < window.challenge() + CONFIDENCE; height++) {
      rig.advanceTo(height);
      new LoopTime(rig.manager().pid()).quiet();
    }
    rig.chain().advance(1);
    long begin = System.nanoTime();
    rig.await(() -> rig.api().metric("wdpost_jobs{") >= partitions);
    return (System.nanoTime() - begin) / 1e9;
  }
}
