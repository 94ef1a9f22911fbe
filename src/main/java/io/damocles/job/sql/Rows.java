package io.damocles.job.sql;

import io.damocles.job.Job;
import io.damocles.job.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a job and how they are read. */
final class Rows {
  static final String COLUMNS =
      """
      id, state, miner, proof_type, deadline_idx, partitions, sectors, faults, attempt, tries,
      worker, error, close_at, created_at, started_at, heartbeat_at, finished_at, updated_at""";

  private Rows() {}

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString(1),
        JobState.ofColumn(row.getString(2)),
        row.getLong(3),
        row.getString(4),
        row.getLong(5),
        partitions(row.getString(6)),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10),
        row.getString(11),
        row.getString(12),
        row.getLong(13),
        row.getLong(14),
        row.getLong(15),
        row.getLong(16),
        row.getLong(17),
        row.getLong(18));
  }

  static String partitions(List<Long> partitions) {
    StringBuilder text = new StringBuilder();
    for (long partition : partitions) {
      text.append(text.isEmpty() ? "" : ",").append(Long.toUnsignedString(partition));
    }
    return text.toString();
  }

  static List<Long> partitions(String text) {
    List<Long> partitions = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      partitions.add(Long.parseUnsignedLong(text, start, end, 10));
      start = end + 1;
    }
    return partitions;
  }
}
