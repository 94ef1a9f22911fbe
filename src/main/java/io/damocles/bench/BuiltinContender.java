package io.damocles.bench;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostTask;

/** In this process, through JNA. */
final class BuiltinContender implements Contender {
  private final BuiltinProver prover;
  private final WindowPostTask task;

  BuiltinContender(NativeProofs proofs, WindowPostTask task) {
    this.prover = new BuiltinProver(proofs);
    this.task = task;
  }

  @Override
  public double prove() throws ProverException {
    long begin = System.nanoTime();
    if (prover.windowPost(task, ProofWatch.NONE).proofs().isEmpty()) {
      throw new ProverException("no proof came of it");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    prover.close();
  }
}
