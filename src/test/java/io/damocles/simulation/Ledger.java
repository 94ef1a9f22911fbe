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
  private static final int PROOF_BYTES = 192;

  private final Story story;
  private final Map<String, Entry> jobs = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Long> claimed = new ArrayList<>();
  private long accepted;
  private @Nullable String current;
  private @Nullable String operators;

  /** The operator has that job reset or removed now. */
  void operates(String id) {
    operators = id;
  }

  /** One job. */
  static final class Entry {
    final String id;
    final long miner;
    final long deadline;
    final long partition;
    final long open;
    private int accepted;
    private int attempts;
    private int reasons;
    private boolean there;
    private boolean hasProof;
    private boolean everAccepted;

    private Entry(NewJob job, PartitionLink link) {
      id = job.id();
      miner = job.miner();
      deadline = job.deadlineIdx();
      partition = link.partition();
      open = link.open();
    }

    @Override
    public String toString() {
      return "job %s of f0%d open=%d partition=%d".formatted(id, miner, open, partition);
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
    Entry reset = entry(id);
    if (reset.accepted > 0 && reset.hasProof && !id.equals(operators)) {
      violate(reset + " was reset although it was proven");
    }
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
    claimed.add(entry.open);
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
    if (standing.kind() == Standing.Kind.ACCEPTED
        && result instanceof AttemptResult.Success success) {
      accepted++;
      entry(id.job()).hasProof = success.output().length > PROOF_BYTES;
      entry(id.job()).everAccepted = true;
      if (++entry(id.job()).accepted > 1) {
        violate("job " + id.job() + " has two accepted results");
      }
    }
  }

  private Entry entry(String id) {
    return Objects.requireNonNull(jobs.get(id), id);
  }

  /** Jobs with attempts that nothing asked for, and how many. */
  Map<Entry, Integer> needless() {
    Map<Entry, Integer> needless = new HashMap<>();
    for (Entry entry : jobs.values()) {
      if (entry.attempts > 1 + entry.reasons) {
        needless.put(entry, entry.attempts - 1 - entry.reasons);
      }
    }
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

  /** The openings of the deadlines that attempts proved, in the order in which they began. */
  List<Long> claimed() {
    return claimed;
  }

  /** How many attempts were begun. */
  long attempts() {
    return jobs.values().stream().mapToLong(job -> job.attempts).sum();
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
