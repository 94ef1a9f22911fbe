package io.damocles.prover;

/**
 * Computes proofs; builtin (JNA) or an external processor. Calls block for as long as a proof
 * takes.
 */
public interface Prover extends AutoCloseable {

  /**
   * Proves the task's distinct sectors; sectors that cannot be read or proven are named in the
   * output's faults and left out of the proof.
   *
   * @throws ProverException if no answer came of it; the message names the cause
   */
  WindowPostOutput windowPost(WindowPostTask task, ProofWatch watch) throws ProverException;

  /** How the control API shows this prover, such as {@code ext(pid: 4711)}. */
  String describe();

  @Override
  void close();
}
