package io.damocles.cli;

import io.damocles.config.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The two layouts of {@code util worker wdpost list}, byte for byte as damocles prints them. */
final class JobTable {
  private static final String NONE = "-";

  private final long maxTry;
  private final Instant now;
  private final ZoneId zone;

  JobTable(long maxTry, Instant now, ZoneId zone) {
    this.maxTry = maxTry;
    this.now = now;
    this.zone = zone;
  }

  String brief(List<JobRow> jobs) {
    var table =
        new TextTable(
            "JobID",
            "MinerID",
            "DDL",
            "Partitions",
            "Sectors",
            "Worker",
            "State",
            "Try",
            "CreateAt",
            "Elapsed",
            "Heartbeat",
            "Error");
    for (JobRow job : jobs) {
      table.add(
          job.id,
          job.miner,
          job.deadline,
          partitions(job),
          job.sectors,
          job.worker,
          state(job),
          tries(job),
          time(job.createdAt),
          elapsed(job),
          heartbeat(job),
          job.error);
    }
    return table.toString();
  }

  String detail(List<JobRow> jobs) {
    var table =
        new TextTable(
            "JobID",
            "Prefix",
            "Miner",
            "DDL",
            "Partitions",
            "Sectors",
            "Worker",
            "State",
            "Try",
            "CreateAt",
            "StartedAt",
            "HeartbeatAt",
            "FinishedAt",
            "UpdatedAt",
            "Error");
    for (JobRow job : jobs) {
      table.add(
          job.id,
          job.state,
          job.miner,
          job.deadline,
          partitions(job),
          job.sectors,
          job.worker,
          state(job),
          tries(job),
          time(job.createdAt),
          time(job.startedAt),
          time(job.heartbeatAt),
          time(job.finishedAt),
          time(job.updatedAt),
          job.error);
    }
    return table.toString();
  }

  private static String partitions(JobRow job) {
    return "[" + String.join(", ", job.partitions) + "]";
  }

  private static String state(JobRow job) {
    return switch (job.state) {
      case "ready2run" -> "ReadyToRun";
      case "running" -> "Running";
      case "finished" -> finished(job);
      default -> job.state;
    };
  }

  private static String finished(JobRow job) {
    if (!job.error.isEmpty()) {
      return "Failed";
    }
    return job.faults == 0 ? "Succeed" : "Faults(" + job.faults + ")";
  }

  private String tries(JobRow job) {
    return job.tries >= maxTry ? job.tries + "(Max)" : Long.toString(job.tries);
  }

  private String time(long unixSeconds) {
    return LocalTimes.dayAndTime(unixSeconds, zone);
  }

  private String elapsed(JobRow job) {
    if (job.startedAt == 0) {
      return NONE;
    } else if (job.finishedAt == 0) {
      return GoDuration.format(since(job.startedAt, Duration.ofSeconds(1)));
    }
    return GoDuration.format(Duration.ofSeconds(job.finishedAt - job.startedAt)) + "(done)";
  }

  private String heartbeat(JobRow job) {
    if (job.startedAt == 0 || job.finishedAt != 0) {
      return NONE;
    }
    return GoDuration.format(since(job.heartbeatAt, Duration.ofMillis(1)));
  }

  /** Cut to whole units towards zero, as Go does; the manager's clock may be ahead of ours. */
  private Duration since(long unixSeconds, Duration unit) {
    var passed = Duration.between(Instant.ofEpochSecond(unixSeconds), now);
    return Duration.ofNanos(passed.toNanos() / unit.toNanos() * unit.toNanos());
  }
}
