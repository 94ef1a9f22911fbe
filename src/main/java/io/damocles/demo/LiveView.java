package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows jobs and workers as they stand. */
final class LiveView {
  private static final String RESET = "\u001b[0m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";

  private final Screen screen;
  private final long begin = System.nanoTime();
  private final Map<String, String> said = new HashMap<>();

  LiveView(Screen screen) {
    this.screen = screen;
  }

  /**
   * Shows the state.
   *
   * @param workers what each worker does, by name
   */
  void show(List<JobBrief> jobs, Map<String, String> workers) {
    long done = jobs.stream().filter(LiveView::isProven).count();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "  %s  %d of %d proven  %s"
            .formatted(Bar.of(done, jobs.size()), done, jobs.size(), elapsed()));
    jobs.forEach(job -> lines.add(line(job)));
    workers.forEach((name, state) -> lines.add("  %-10s %s".formatted(name, state)));
    lines.add("");
    screen.block(lines);
    if (!screen.isTerminal()) {
      jobs.forEach(this::sayChange);
    }
  }

  /** Whether the job is proven, with all its sectors or without the faulty ones. */
  static boolean isProven(JobBrief job) {
    return job.state().equals("finished") && job.errorReason().isEmpty();
  }

  private void sayChange(JobBrief job) {
    String state = (state(job) + "  " + on(job)).strip();
    if (!state.equals(said.put(job.id(), state))) {
      screen.say("%s  partition %d: %s".formatted(elapsed(), ManagerView.partition(job), state));
    }
  }

  private static String on(JobBrief job) {
    return job.workerName().isEmpty() ? "" : "%s, try %d".formatted(job.workerName(), job.tryNum());
  }

  private String line(JobBrief job) {
    return "  partition %-3d %s%-14s%s %s%s"
        .formatted(
            ManagerView.partition(job),
            colour(job),
            state(job),
            RESET,
            on(job),
            job.errorReason().isEmpty() ? "" : ": " + job.errorReason());
  }

  private static String state(JobBrief job) {
    return switch (job.state()) {
      case "ready2run" -> "waits";
      case "running" -> "is proving";
      default -> {
        if (!isProven(job)) {
          yield "failed";
        }
        yield job.faults() > 0 ? "proven, %d bad".formatted(job.faults()) : "proven";
      }
    };
  }

  private static String colour(JobBrief job) {
    return switch (job.state()) {
      case "ready2run" -> "";
      case "running" -> YELLOW;
      default -> isProven(job) ? GREEN : RED;
    };
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - begin) / 1e9);
  }
}
