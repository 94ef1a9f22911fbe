package io.damocles.simulation;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.NewJob;
import io.damocles.job.Standing;
import io.damocles.poster.PartitionLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is true of jobs whoever forgets it: which were made, and what was accepted of them. */
final class Ledger {
  private final Story story;
  private final Map<String, Entry> jobs = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long accepted;

  /** One job. */
  static final class Entry {
    private int accepted;
  }

  Ledger(Story story) {
    this.story = story;
  }

  void created(NewJob job, PartitionLink link) {
    story.tell(
        "job %s made miner=%d deadline=%d partition=%d skipped=%s",
        job.id(), job.miner(), job.deadlineIdx(), link.partition(), link.skipped());
    jobs.put(job.id(), new Entry());
  }

  void reset(String id) {
    story.tell("job %s reset", id);
    entry(id).accepted = 0;
  }

  void removed(String id) {
    story.tell("job %s removed", id);
    entry(id).accepted = 0;
  }

  void finished(AttemptId id, AttemptResult result, Standing standing) {
    story.tell(
        "job %s %s: %s",
        id, result instanceof AttemptResult.Failure f ? f.reason() : "proven", standing);
    if (standing.kind() == Standing.Kind.ACCEPTED && result instanceof AttemptResult.Success) {
      accepted++;
      if (++entry(id.job()).accepted > 1) {
        violate("job " + id.job() + " has two accepted results");
      }
    }
  }

  private Entry entry(String id) {
    return jobs.computeIfAbsent(id, made -> new Entry());
  }

  /** How many proofs were accepted. */
  long accepted() {
    return accepted;
  }

  void violate(String what) {
    story.tell("VIOLATED: %s", what);
    violations.add(what);
  }

  List<String> violations() {
    return violations;
  }
}
