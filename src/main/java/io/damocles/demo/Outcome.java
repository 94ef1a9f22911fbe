package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.util.List;

/**
 * What the demo came to.
 *
 * @param partitions jobs created
 * @param proven jobs with a proof, by the job table
 * @param verified proofs that the manager verified, by its metrics
 * @param faults sectors reported as faulty
 * @param retries attempts beyond the first of each job
 */
record Outcome(int partitions, long proven, long verified, long faults, long retries) {
  private static final int CORRUPTED = 1;

  static Outcome of(int partitions, List<JobBrief> jobs, long verified) {
    return new Outcome(
        partitions,
        jobs.stream().filter(LiveView::isProven).count(),
        verified,
        jobs.stream().mapToLong(JobBrief::faults).sum(),
        jobs.stream().mapToLong(job -> Math.max(0, job.tryNum() - 1)).sum());
  }

  /** Whether everything happened that had to: the fault was found, the dead worker replaced. */
  boolean isGood() {
    return lost() == 0 && verified == partitions && faults == CORRUPTED && retries >= 1;
  }

  private long lost() {
    return partitions - proven;
  }

  @Override
  public String toString() {
    return "demo: %d proofs verified, %d faulty sectors reported, %d retries, %d lost"
        .formatted(verified, faults, retries, lost());
  }
}
