package io.damocles.bench;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was asked for and acknowledged in a soak, held against the job table at its end. */
final class SoakLedger {
  private static final Pattern SUCCEEDED =
      Pattern.compile("job=(\\S+) attempt=(\\d+) succeeded faults=0");

  private final Map<String, Integer> created = new ConcurrentHashMap<>();
  private final Map<String, Done> done = new ConcurrentHashMap<>();
  private final Set<String> problems = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusedProofs = new AtomicInteger();

  private record Done(String attempt, String worker) {}

  /** A job was created; {@code number} says which proof is right for it. */
  void created(String job, int number) {
    if (created.put(job, number) != null) {
      problems.add("two different jobs have the id " + job);
    }
  }

  int jobs() {
    return created.size();
  }

  /** Which job it is; null if the answer to its creation is not there yet. */
  @Nullable Integer number(String attempt) {
    return created.get(Calls.jobOf(attempt));
  }

  /** A worker was told that its result counts. */
  void accepted(String attempt, String worker, boolean right) {
    if (!right) {
      problems.add("a wrong proof was accepted: " + attempt);
    }
    Done before = done.putIfAbsent(Calls.jobOf(attempt), new Done(attempt, worker));
    if (before != null && !before.attempt().equals(attempt)) {
      problems.add("two attempts were accepted: " + before.attempt() + " and " + attempt);
    }
  }

  /** A wrong proof was refused, as it must be. */
  void refused() {
    refusedProofs.incrementAndGet();
  }

  int refusedProofs() {
    return refusedProofs.get();
  }

  /** Whether every job has its end. */
  boolean isComplete(List<JobBrief> table) {
    return table.stream().filter(job -> job.state().equals("finished")).count() >= jobs();
  }

  /** What is lost or double, in words. */
  List<String> problems(List<JobBrief> table, Path managerLog) throws IOException {
    List<String> found = new ArrayList<>(problems);
    Map<String, JobBrief> jobs = new HashMap<>();
    table.forEach(job -> jobs.put(job.id(), job));
    created.keySet().forEach(id -> check(id, jobs.get(id), found));
    if (table.size() != created.size()) {
      found.add("%d jobs were created, %d are there".formatted(created.size(), table.size()));
    }
    found.addAll(succeededTwice(managerLog));
    return found;
  }

  private void check(String id, @Nullable JobBrief job, List<String> found) {
    Done known = done.get(id);
    if (job == null) {
      found.add("job " + id + " is gone");
    } else if (!job.state().equals("finished") || !job.errorReason().isEmpty()) {
      found.add("job %s is %s: %s".formatted(id, job.state(), job.errorReason()));
    } else if (job.faults() != 0) {
      found.add("job %s has %d faults".formatted(id, job.faults()));
    } else if (known != null && !known.worker().equals(job.workerName())) {
      found.add(
          "job %s was accepted from %s, the table says %s"
              .formatted(id, known.worker(), job.workerName()));
    }
  }

  private static Set<String> succeededTwice(Path managerLog) throws IOException {
    Map<String, String> first = new HashMap<>();
    Set<String> twice = new HashSet<>();
    try (Stream<String> lines = Files.lines(managerLog)) {
      for (Matcher line : (Iterable<Matcher>) lines.map(SUCCEEDED::matcher)::iterator) {
        if (line.find() && first.put(line.group(1), line.group(2)) != null) {
          twice.add("job " + line.group(1) + " succeeded twice");
        }
      }
    }
    return twice;
  }
}
