package io.damocles.cli;

import io.damocles.config.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Threads of a worker, as the worker's own command lists them and as the manager's does. */
final class ThreadTable {
  private ThreadTable() {}

  /** As {@code damocles-worker worker list}, whose first column is never narrower than two. */
  static String ofWorker(List<ThreadRow> threads) {
    var table =
        new TextTable(
            "# ", "location", "Plan", "JobID", "JobState", "JobStage", "ThreadState", "LastErr");
    return fill(table, threads, "-", ThreadTable::wordyState);
  }

  /** As {@code damocles-manager util worker info}; nothing for no thread. */
  static String ofManager(List<ThreadRow> threads) {
    var table =
        new TextTable(
            "Index", "Loc", "Plan", "JobID", "JobState", "JobStage", "ThreadState", "LastErr");
    return threads.isEmpty() ? "" : fill(table, threads, "NULL", ThreadTable::goState);
  }

  private static String fill(
      TextTable table, List<ThreadRow> threads, String none, Function<ThreadRow, String> state) {
    for (ThreadRow thread : threads) {
      table.add(
          thread.text("index", ""),
          thread.text("location", none),
          thread.text("plan", ""),
          thread.text("job_id", none),
          thread.text("job_state", ""),
          thread.text("job_stage", none),
          state.apply(thread),
          thread.text("last_error", none));
    }
    return table.toString();
  }

  private static String wordyState(ThreadRow thread) {
    if (!thread.tellsTime()) {
      return thread.state();
    }
    var time = thread.state() + "(" + ShortDuration.of(thread.elapsed()) + ")";
    return thread.fields().containsKey("proc") ? time + " " + thread.text("proc", "") : time;
  }

  private static String goState(ThreadRow thread) {
    if (!thread.tellsTime()) {
      return thread.state();
    }
    var time = GoDuration.format(Duration.ofSeconds(thread.elapsed()));
    return thread.state() + "(" + time + ") " + thread.text("proc", "");
  }
}
