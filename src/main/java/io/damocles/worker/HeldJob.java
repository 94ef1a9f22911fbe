package io.damocles.worker;

import io.damocles.prover.ProofWatch;
import io.damocles.wire.Beat;
import java.util.Optional;
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
  private final long claimedAt;
  private State state = State.WAITING;
  private Beat.Progress progress;
  private @Nullable String cancelReason;
  private boolean gone;

  HeldJob(String id, long claimedAt) {
    this.id = id;
    this.claimedAt = claimedAt;
    this.progress = new Beat.Progress(id, Stage.WAITING.name(), 0, 0);
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
    return progress;
  }

  @Override
  public synchronized void progress(Stage stage, int done, int total) {
    if (state != State.WAITING && state != State.PROVING) {
      return;
    }
    if (stage != Stage.WAITING) {
      state = State.PROVING;
    }
    progress = new Beat.Progress(id, stage.name(), done, total);
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
    progress = new Beat.Progress(id, "SUBMIT", 0, 0);
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
