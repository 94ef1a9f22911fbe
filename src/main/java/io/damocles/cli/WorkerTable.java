package io.damocles.cli;

import io.damocles.config.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The layout of {@code util worker list}. */
final class WorkerTable {
  private final Instant now;
  private final Duration expiration;

  /** Workers silent for longer than {@code expiration} are marked. */
  WorkerTable(Instant now, Duration expiration) {
    this.now = now;
    this.expiration = expiration;
  }

  String text(List<WorkerRow> workers) {
    var table =
        new TextTable(
            "Name",
            "Dest",
            "Version",
            "Threads",
            "Empty",
            "Paused",
            "Running",
            "Waiting",
            "Errors",
            "LastPing(with ! if expired)");
    for (WorkerRow worker : workers) {
      table.add(
          worker.text("Name"),
          worker.text("Dest"),
          worker.text("Version"),
          worker.count("Threads"),
          worker.count("Empty"),
          worker.count("Paused"),
          worker.count("Running"),
          worker.count("Waiting"),
          worker.count("Errors"),
          lastPing(worker));
    }
    return table.toString();
  }

  private String lastPing(WorkerRow worker) {
    var silent = Duration.between(Instant.ofEpochSecond(worker.lastPing()), now);
    return GoDuration.format(silent) + (silent.compareTo(expiration) > 0 ? " (!)" : "");
  }
}
