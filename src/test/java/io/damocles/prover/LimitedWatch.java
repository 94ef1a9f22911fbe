package io.damocles.prover;

/** Watches nothing; knows what a deadline leaves. */
record LimitedWatch(TimeLeft timeLeft) implements ProofWatch {

  @Override
  public void progress(Stage stage, int done, int total) {}

  @Override
  public boolean cancelled() {
    return false;
  }
}
