package io.damocles.cli;

import java.util.Map;

/** A thread of a worker as {@code WorkerList} tells of it; what is null there is no field here. */
record ThreadRow(Map<String, String> fields) {

  /** The member, or {@code otherwise} where it is null. */
  String text(String member, String otherwise) {
    return fields.getOrDefault(member, otherwise);
  }

  /** {@code Idle}, {@code Paused}, {@code Running} or {@code Waiting}. */
  String state() {
    return text("state", "");
  }

  /** Seconds in that state; 0 where it does not say. */
  long elapsed() {
    return Long.parseLong(text("elapsed", "0"));
  }

  boolean tellsTime() {
    return fields.containsKey("elapsed");
  }
}
