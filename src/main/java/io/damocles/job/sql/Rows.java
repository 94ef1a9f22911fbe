package io.damocles.job.sql;

import java.util.ArrayList;
import java.util.List;

/** The columns of a job and how they are read. */
final class Rows {
  static final String COLUMNS =
      """
      id, state, miner, proof_type, deadline_idx, partitions, sectors, faults, attempt, tries,
      worker, error, close_at, created_at, started_at, heartbeat_at, finished_at, updated_at""";

  private Rows() {}

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
