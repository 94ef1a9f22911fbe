package io.damocles.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a job stands, and the one table of what may follow what. Beside damocles' three states
 * (spec damocles-manager.md §6.3) the differences are deliberate:
 *
 * <ul>
 *   <li>{@code finished} is three states here, since a success is never overwritten, a failure
 *       waits for a reset, and a job whose deadline closed is worth nothing any more. On the wire
 *       all three read {@code finished}.
 *   <li>Finish of a finished job changes nothing (there it overwrites).
 *   <li>A heartbeat brings a job back from {@code ready} only if it comes from the attempt that
 *       last held it, and nobody claimed it since (there any worker's heartbeat takes it).
 *   <li>Clean-up takes jobs of every state (there finished ones only).
 * </ul>
 */
public enum JobState {
  /** Waits for a worker ({@code ready2run}). */
  READY,
  /** An attempt holds it. */
  RUNNING,
  /** Its proof, or its list of faults, is stored. */
  SUCCEEDED,
  /** Its tries are used up; only a reset brings it back. */
  FAILED,
  /** Its deadline closed before it succeeded. */
  EXPIRED;

  /**
   * Whether a job may go from this state to that one; a reset may go from anywhere to {@link
   * #READY}.
   */
  public boolean canBecome(JobState next) {
    return following().contains(next);
  }

  private Set<JobState> following() {
    return switch (this) {
      case READY -> EnumSet.of(RUNNING, SUCCEEDED, FAILED, EXPIRED);
      case RUNNING -> EnumSet.of(READY, SUCCEEDED, FAILED, EXPIRED);
      case FAILED -> EnumSet.of(RUNNING, SUCCEEDED, EXPIRED);
      case SUCCEEDED, EXPIRED -> EnumSet.noneOf(JobState.class);
    };
  }

  /** damocles' name of the state: {@code ready2run}, {@code running} or {@code finished}. */
  public String wireName() {
    return switch (this) {
      case READY -> "ready2run";
      case RUNNING -> "running";
      case SUCCEEDED, FAILED, EXPIRED -> "finished";
    };
  }

  /** The name in the database. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name in the database. */
  public static JobState ofColumn(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
