package io.damocles.bench;

import io.damocles.wire.AllocatedJob;
import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * SIGKILL of the manager in mid-deadline: one partition is proven, one is being proven, one waits.
 */
final class PosterRestartPhase {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private PosterRestartPhase() {}

  /**
   * What came of it.
   *
   * @param seconds from the new process's start until a worker got the job that waits
   * @param recomputed proofs beyond one for each partition
   */
  record Result(double seconds, long recomputed) {}

  static Result run(PosterRig rig, ProofWorker worker) throws IOException {
    List<String> before = ids(rig);
    SmallDeadline deadline = SmallDeadline.next(rig);
    List<AllocatedJob> jobs = deadline.claim(2);
    rig.api().finish(jobs.get(0).id(), worker.prove(jobs.get(0)));
    byte[] underWay = worker.prove(jobs.get(1));
    rig.manager().kill();
    rig.manager().startAgain();
    long begin = System.nanoTime();
    AllocatedJob waited = claim(rig, begin);
    double seconds = (System.nanoTime() - begin) / 1e9;
    rig.api().finish(jobs.get(1).id(), underWay);
    rig.api().finish(waited.id(), worker.prove(waited));
    rig.awaitHead();
    deadline.open();
    deadline.expectProven();
    return new Result(seconds, attempts(rig, before) - SmallDeadline.PARTITIONS);
  }

  private static AllocatedJob claim(PosterRig rig, long begin) throws IOException {
    while (true) {
      try {
        List<AllocatedJob> claimed = rig.api().claim(1);
        if (!claimed.isEmpty()) {
          return claimed.get(0);
        }
      } catch (IOException notYet) {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
          throw notYet;
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static List<String> ids(PosterRig rig) throws IOException {
    return JobTableView.fetch(rig.manager().api()).stream().map(JobBrief::id).toList();
  }

  /** Attempts of the jobs that are new. */
  private static long attempts(PosterRig rig, List<String> before) throws IOException {
    return JobTableView.fetch(rig.manager().api()).stream()
        .filter(job -> !before.contains(job.id()))
        .mapToLong(JobBrief::tryNum)
        .sum();
  }
}
