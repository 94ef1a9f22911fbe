package io.damocles.bench;

import io.damocles.wire.AllocatedJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The last proof of a due deadline: from the answer to its finish until the message with all proofs
 * is in the node's pool.
 */
final class PushPhase {
  private PushPhase() {}

  static Measurement run(PosterRig rig, ProofWorker worker, int rounds) throws IOException {
    Latencies latencies = new Latencies();
    for (int round = 0; round < rounds; round++) {
      latencies.add(round(rig, worker));
    }
    return latencies.over(0, 0);
  }

  private static long round(PosterRig rig, ProofWorker worker) throws IOException {
    SmallDeadline deadline = SmallDeadline.next(rig);
    List<AllocatedJob> jobs = deadline.claim(SmallDeadline.PARTITIONS);
    List<byte[]> proofs = new ArrayList<>();
    for (AllocatedJob job : jobs) {
      proofs.add(worker.prove(job));
    }
    deadline.open();
    for (int job = 0; job < jobs.size(); job++) {
      rig.api().finish(jobs.get(job).id(), proofs.get(job));
    }
    long begin = System.nanoTime();
    while (deadline.pending() == 0) {
      Thread.onSpinWait();
    }
    long nanos = System.nanoTime() - begin;
    deadline.expectProven();
    return nanos;
  }
}
