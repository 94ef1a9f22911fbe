package io.damocles.demo;

import io.damocles.chain.BitField;
import io.damocles.wire.JobBrief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows the period as it goes by: deadlines, partitions, jobs, messages and daemons. */
final class LiveView {
  private static final String RESET = "\u001b[0m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";

  private final Screen screen;
  private final Period period;
  private final long begin = System.nanoTime();
  private final Map<Long, BitField> posted = new HashMap<>();
  private final Map<String, String> said = new HashMap<>();

  LiveView(Screen screen, Period period) {
    this.screen = screen;
    this.period = period;
  }

  /** A line that stays, with the time. */
  void say(String line) {
    screen.say("%s  %s".formatted(elapsed(), line));
  }

  /**
   * Shows how it stands.
   *
   * @param daemons whether each is alive, by name
   */
  void show(ChainView.Moment moment, List<JobBrief> jobs, Map<String, Boolean> daemons) {
    period.windows().stream()
        .filter(window -> window.isOpen(moment.height()) && window.index() == moment.deadline())
        .forEach(window -> posted.put(window.index(), moment.posted()));
    if (screen.isTerminal()) {
      screen.block(block(moment, jobs, daemons));
    } else {
      period.windows().forEach(window -> sayChanges(window, moment, jobs));
    }
  }

  private List<String> block(
      ChainView.Moment moment, List<JobBrief> jobs, Map<String, Boolean> daemons) {
    long proven = posted.values().stream().mapToLong(BitField::count).sum();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "  %s  %d of %d partitions on chain, %d messages, %d in the pool, epoch %d of %d, %s"
            .formatted(
                Bar.of(proven, period.partitions()),
                proven,
                period.partitions(),
                moment.messages(),
                moment.pending(),
                moment.height(),
                period.end(),
                elapsed().strip()));
    for (Window window : period.windows()) {
      lines.add("  deadline %d  %s".formatted(window.index(), phase(window, moment.height())));
      for (int partition = 0; partition < window.partitions(); partition++) {
        String state = state(window, partition, jobs);
        lines.add("    partition %d  %s%s%s".formatted(partition, colour(state), state, RESET));
      }
    }
    lines.add(daemons(daemons));
    lines.add("");
    return lines;
  }

  private void sayChanges(Window window, ChainView.Moment moment, List<JobBrief> jobs) {
    String name = "deadline " + window.index();
    sayChange(name, window.phase(moment.height()));
    for (int partition = 0; partition < window.partitions(); partition++) {
      sayChange(name + " partition " + partition, state(window, partition, jobs));
    }
  }

  private void sayChange(String what, String state) {
    String before = said.put(what, state);
    if (before != null && !before.equals(state)) {
      say(what + ": " + state);
    }
  }

  private static String phase(Window window, long height) {
    String phase = window.phase(height);
    return switch (phase) {
      case "waits" -> "challenge in %d epochs".formatted(window.challenge() - height);
      case "challenged" -> "challenged, opens in %d epochs".formatted(window.open() - height);
      case "open" -> "open, closes in %d epochs".formatted(window.close() - height);
      default -> phase;
    };
  }

  private String state(Window window, long partition, List<JobBrief> jobs) {
    if (posted.getOrDefault(window.index(), BitField.EMPTY).contains(partition)) {
      return "on chain";
    }
    Optional<JobBrief> found =
        jobs.stream()
            .filter(job -> job.deadlineIdx() == window.index())
            .filter(job -> ManagerView.partition(job) == partition)
            .findFirst();
    return found.map(LiveView::state).orElse("no job yet");
  }

  private static String state(JobBrief job) {
    return switch (job.state()) {
      case "ready2run" -> "waits for a worker";
      case "running" ->
          "is proven by %s%s"
              .formatted(job.workerName(), job.tryNum() > 1 ? ", try " + job.tryNum() : "");
      default -> isProven(job) ? "proven" : "failed: " + job.errorReason();
    };
  }

  /** Whether the job is proven, with all its sectors or without the faulty ones. */
  static boolean isProven(JobBrief job) {
    return job.state().equals("finished") && job.errorReason().isEmpty();
  }

  private static String colour(String state) {
    if (state.equals("on chain")) {
      return GREEN;
    }
    return state.startsWith("no job") ? "" : YELLOW;
  }

  private static String daemons(Map<String, Boolean> daemons) {
    StringBuilder line = new StringBuilder("  ");
    daemons.forEach(
        (name, alive) -> line.append(name).append(alive ? " alive" : " DEAD").append("   "));
    return line.toString();
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - begin) / 1e9);
  }
}
