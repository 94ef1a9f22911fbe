package io.damocles.bench;

import java.io.IOException;
import java.util.List;

/**
 * What a new head costs the manager's event loops with many miners, each with an open deadline.
 * Measured is the time that they spend on a processor until they are quiet again: waiting for the
 * node costs nobody anything.
 */
final class HeadPhase {
  static final List<String> CHAIN =
      List.of("--deadlines=6", "--window=20", "--lookback=8", "--sectors=8", "--faux");
  private static final int WARM_UP = 30;
  private static final int HEADS = 30;

  private HeadPhase() {}

  static Measurement run(PosterRig rig) throws IOException {
    LoopTime loops = new LoopTime(rig.manager().pid());
    Latencies latencies = new Latencies();
    for (int head = 0; head < WARM_UP + HEADS; head++) {
      long before = loops.quiet();
      rig.chain().advance(1);
      rig.awaitHead();
      long spent = loops.quiet() - before;
      if (head >= WARM_UP) {
        latencies.add(spent);
      }
    }
    return latencies.over(0, 0);
  }
}
