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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is true of jobs whoever forgets it: which were made, and what was accepted of them. */
final class Ledger {
  private final Story story;
  private final Map<String, Entry> jobs = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long accepted;
  private @Nullable String current;

  /** One job. */
  static final class Entry {
    final long miner;
    final long deadline;
    final long partition;
    final long open;
    private int accepted;
    private int attempts;
    private int reasons;
    private boolean there;
    private boolean everAccepted;

    private Entry(NewJob job, PartitionLink link) {
      miner = job.miner();
      deadline = job.deadlineIdx();
      partition = link.partition();
      open = link.open();
    }
  }

  Ledger(Story story) {
    this.story = story;
  }

  void created(NewJob job, PartitionLink link) {
    story.tell(
        "job %s made miner=%d deadline=%d partition=%d skipped=%s",
        job.id(), job.miner(), job.deadlineIdx(), link.partition(), link.skipped());
    Entry entry = jobs.computeIfAbsent(job.id(), made -> new Entry(job, link));
    entry.accepted = 0;
    entry.there = true;
    current = job.id();
  }

  void reset(String id) {
    story.tell("job %s reset", id);
    entry(id).accepted = 0;
    entry(id).reasons++;
  }

  void removed(String id) {
    story.tell("job %s removed", id);
    entry(id).accepted = 0;
    entry(id).there = false;
    entry(id).reasons++;
  }

  /** An attempt begins; one that ends badly is a reason for the next. */
  void claimed(AttemptId id, boolean goesWell) {
    Entry entry = entry(id.job());
    entry.attempts++;
    if (!goesWell) {
      entry.reasons++;
    }
  }

  /** A job that is there, the youngest; null if there is none. */
  @Nullable String current() {
    Entry entry = current == null ? null : jobs.get(current);
    return entry != null && entry.there ? current : null;
  }

  /** Whom a job proves for. */
  Entry job(AttemptId id) {
    return entry(id.job());
  }

  Map<String, Entry> jobs() {
    return jobs;
  }

  void finished(AttemptId id, AttemptResult result, Standing standing) {
    story.tell(
        "job %s %s: %s",
        id, result instanceof AttemptResult.Failure f ? f.reason() : "proven", standing);
    if (standing.kind() == Standing.Kind.ACCEPTED && result instanceof AttemptResult.Success) {
      accepted++;
      entry(id.job()).everAccepted = true;
      if (++entry(id.job()).accepted > 1) {
        violate("job " + id.job() + " has two accepted results");
      }
    }
  }

  private Entry entry(String id) {
    return Objects.requireNonNull(jobs.get(id), id);
  }

  /** Attempts of a job that nothing asked for, by its id. */
  Map<String, Integer> needless() {
    Map<String, Integer> needless = new HashMap<>();
    jobs.forEach(
        (id, entry) -> {
          if (entry.attempts > 1 + entry.reasons) {
            needless.put(id, entry.attempts - 1 - entry.reasons);
          }
        });
    return needless;
  }

  /** The jobs of each partition of which a proof was accepted. */
  Map<String, List<Entry>> ofPartitions() {
    Map<String, List<Entry>> found = new HashMap<>();
    for (Entry entry : jobs.values()) {
      if (entry.everAccepted) {
        String partition =
            "f0%d open=%d partition=%d".formatted(entry.miner, entry.open, entry.partition);
        found.computeIfAbsent(partition, made -> new ArrayList<>()).add(entry);
      }
    }
    return found;
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
