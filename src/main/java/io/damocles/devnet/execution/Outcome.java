package io.damocles.devnet.execution;

/**
 * What calling an actor did, before gas is settled.
 *
 * @param state as before if it failed
 * @param gas of the call itself
 * @param text why it failed; empty if it did not
 */
record Outcome(ChainState state, int exitCode, long gas, String text) {

  static Outcome done(ChainState state, long gas) {
    return new Outcome(state, 0, gas, "");
  }
}
