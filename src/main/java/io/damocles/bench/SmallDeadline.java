package io.damocles.bench;

import io.damocles.demo.ChainView;
import io.damocles.demo.Window;
import io.damocles.wire.AllocatedJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One deadline with three partitions, which are as many as a message takes. */
final class SmallDeadline {
  static final int PARTITIONS = 3;
  static final List<String> CHAIN =
      List.of("--deadlines=3", "--window=60", "--lookback=20", "--sectors=6");

  private static final long CHALLENGE_CONFIDENCE = 10;
  private static final long SUBMIT_CONFIDENCE = 4;

  private final PosterRig rig;
  private final Window window;

  /** The next one of the chain. */
  static SmallDeadline next(PosterRig rig) throws IOException {
    return new SmallDeadline(rig, rig.chain().period().windows().get(0));
  }

  private SmallDeadline(PosterRig rig, Window window) {
    this.rig = rig;
    this.window = window;
  }

  /** Goes on until its jobs are there, and claims so many of them. */
  List<AllocatedJob> claim(int count) throws IOException {
    rig.advanceTo(window.challenge());
    rig.advanceTo(window.challenge() + CHALLENGE_CONFIDENCE);
    List<AllocatedJob> jobs = new ArrayList<>();
    rig.await(
        () -> {
          jobs.addAll(rig.api().claim(count - jobs.size()));
          return jobs.size() == count;
        });
    return jobs;
  }

  /** Goes on until proofs may be sent. */
  void open() throws IOException {
    rig.advanceTo(window.open() + SUBMIT_CONFIDENCE);
  }

  /** Goes on until all that was sent is executed, and fails if a partition is not proven by it. */
  void expectProven() throws IOException {
    rig.await(() -> pending() > 0);
    rig.advanceTo(rig.chain().now().height() + 2);
    ChainView.Moment moment = rig.chain().now();
    if (moment.posted().count() != PARTITIONS) {
      throw new BenchException(
          "%d of %d partitions are on chain at height %d"
              .formatted(moment.posted().count(), PARTITIONS, moment.height()));
    }
  }

  /** Messages in the node's pool. */
  int pending() throws IOException {
    return rig.chain().node().get(Object[].class, "Filecoin.MpoolPending", List.of()).length;
  }
}
