package io.damocles.worker;

import io.damocles.prover.ProofWatch;
import io.damocles.prover.TimeLeft;
import io.damocles.wire.Beat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from its claim to its end: {@code WAITING -> PROVING -> SUBMITTING -> OVER}; from any
 * of them {@code OVER} if it is cancelled before there is a result. Called from any thread.
 */
final class HeldJob implements ProofWatch {

  /** Where the attempt stands. */
  enum State {
    WAITING,
    PROVING,
    SUBMITTING,
    OVER
  }

  private final String id;
  private final LongSupplier steady;
  private final long claimedAt;
  private final Map<Stage, Long> stages = new EnumMap<>(Stage.class);
  private State state = State.WAITING;
  private Stage stage = Stage.WAITING;
  private String told = Stage.WAITING.name();
  private int done;
  private int total;
  private long stageSince;
  private long changedAt;
  private @Nullable String cancelReason;
  private boolean gone;
  private TimeLeft leftAtClaim = TimeLeft.UNKNOWN;

  /**
   * An attempt claimed now.
   *
   * @param steady the steady clock, milliseconds
   */
  HeldJob(String id, LongSupplier steady) {
    this.id = id;
    this.steady = steady;
    this.claimedAt = steady.getAsLong();
    this.stageSince = claimedAt;
    this.changedAt = claimedAt;
  }

  String id() {
    return id;
  }

  /** Steady milliseconds. */
  long claimedAt() {
    return claimedAt;
  }

  synchronized State state() {
    return state;
  }

  /** What a heartbeat tells of this job. */
  synchronized Beat.Progress progress() {
    return new Beat.Progress(id, told, done, total, silentMillis());
  }

  /** How long the prover has told nothing new. */
  synchronized long silentMillis() {
    return steady.getAsLong() - changedAt;
  }

  /** How long each stage took, milliseconds; those that were not seen are not there. */
  synchronized Map<Stage, Long> stages() {
    return new EnumMap<>(stages);
  }

  @Override
  public synchronized void progress(Stage next, int nowDone, int nowTotal) {
    if (state != State.WAITING && state != State.PROVING) {
      return;
    }
    if (next != Stage.WAITING) {
      state = State.PROVING;
    }
    if (next != stage || nowDone != done || nowTotal != total) {
      changedAt = steady.getAsLong();
    }
    enter(next);
    told = next.name();
    done = nowDone;
    total = nowTotal;
  }

  private void enter(Stage next) {
    if (next != stage) {
      closeStage();
      stage = next;
    }
  }

  private void closeStage() {
    long now = steady.getAsLong();
    stages.merge(stage, now - stageSince, Long::sum);
    stageSince = now;
  }

  /** The manager told with the job what its deadline leaves. */
  synchronized void limit(TimeLeft left) {
    leftAtClaim = left;
  }

  @Override
  public synchronized TimeLeft timeLeft() {
    return leftAtClaim.after(steady.getAsLong() - claimedAt);
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelReason != null;
  }

  /** Why the proof was stopped, if it was. */
  synchronized Optional<String> cancelReason() {
    return Optional.ofNullable(cancelReason);
  }

  /**
   * Stops the proof.
   *
   * @return false if it is stopped already, or has its result and must be delivered
   */
  synchronized boolean cancel(String reason) {
    if (cancelReason != null || state == State.SUBMITTING || state == State.OVER) {
      return false;
    }
    cancelReason = reason;
    state = State.OVER;
    return true;
  }

  /**
   * The prover answered.
   *
   * @return false if the attempt was stopped, and the result is worth nothing
   */
  synchronized boolean proved() {
    if (state == State.OVER) {
      return false;
    }
    state = State.SUBMITTING;
    closeStage();
    told = "SUBMIT";
    done = 0;
    total = 0;
    changedAt = steady.getAsLong();
    return true;
  }

  /** The manager said that it does not know this attempt any more. */
  synchronized void forgotten() {
    gone = true;
  }

  synchronized boolean gone() {
    return gone;
  }

  /** The manager has the result, or does not want it. */
  synchronized void over() {
    state = State.OVER;
  }
}
