package io.damocles.bench;

import io.damocles.wire.JobBrief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the manager acknowledged, in the load generator's own words: held against the job table
 * after the manager was killed and started again.
 */
final class Ledger {
  private static final String RUNNING = "running";

  private final Set<String> created = new LinkedHashSet<>();
  private final Set<String> claimed = new LinkedHashSet<>();
  private final Map<String, Long> beaten = new LinkedHashMap<>();
  private final Set<String> failed = new LinkedHashSet<>();

  void created(List<String> jobs) {
    created.addAll(jobs);
  }

  void claimed(String attempt) {
    claimed.add(attempt);
  }

  /**
   * A heartbeat was answered.
   *
   * @param sentAt unix seconds before it was sent
   */
  void beaten(String attempt, long sentAt) {
    beaten.put(attempt, sentAt);
  }

  void failed(String attempt) {
    failed.add(attempt);
  }

  /** How many writes were acknowledged. */
  int size() {
    return created.size() + claimed.size() + beaten.size() + failed.size();
  }

  /** How many claims were acknowledged. */
  int claims() {
    return claimed.size();
  }

  /** Attempts that must still hold their jobs. */
  Set<String> held() {
    Set<String> held = new LinkedHashSet<>(claimed);
    held.addAll(beaten.keySet());
    held.removeAll(failed);
    return held;
  }

  /** What the table has lost of it, in words. */
  List<String> lost(List<JobBrief> table) {
    Map<String, JobBrief> jobs = new HashMap<>();
    table.forEach(job -> jobs.put(job.id(), job));
    List<String> lost = new ArrayList<>();
    for (String job : created) {
      if (!jobs.containsKey(job)) {
        lost.add("job " + job + " is gone");
      }
    }
    for (String attempt : held()) {
      JobBrief job = jobs.get(Calls.jobOf(attempt));
      if (job == null || !job.state().equals(RUNNING)) {
        lost.add("attempt " + attempt + " does not run");
      } else if (job.heartbeatAt() < beaten.getOrDefault(attempt, 0L)) {
        lost.add("heartbeat of " + attempt + " is forgotten");
      }
    }
    for (String attempt : failed) {
      JobBrief job = jobs.get(Calls.jobOf(attempt));
      if (job == null || runsStill(attempt, job)) {
        lost.add("the end of attempt " + attempt + " is forgotten");
      }
    }
    return lost;
  }

  /** A failed job may run again, but as a later try. */
  private static boolean runsStill(String attempt, JobBrief job) {
    return job.state().equals(RUNNING) && attempt.equals(job.id() + "." + job.tryNum());
  }
}
