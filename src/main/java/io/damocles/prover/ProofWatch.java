package io.damocles.prover;

/** What a running proof tells, and how it is asked to stop; called from any thread. */
public interface ProofWatch {

  /** Ignores progress and never cancels. */
  ProofWatch NONE =
      new ProofWatch() {
        @Override
        public void progress(Stage stage, int done, int total) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /** Where a proof stands. */
  enum Stage {
    WAITING,
    VANILLA,
    SNARK,
    VERIFY
  }

  /**
   * Told now and then; {@code done} of {@code total} sectors in {@link Stage#VANILLA}, else 0 of 0.
   */
  void progress(Stage stage, int done, int total);

  /** Asked between steps; a true answer ends the proof with {@link ProverException}. */
  boolean cancelled();

  /** What the deadline leaves, seen from now; decides how long sectors may be read. */
  default TimeLeft timeLeft() {
    return TimeLeft.UNKNOWN;
  }
}
