package io.damocles.poster.winning;

import io.damocles.prover.NativeJob;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.VanillaBatch;
import java.util.List;
import java.util.Map;

/** Makes winning proofs with the native library, in this process. */
final class NativeWinning implements WinningProver {
  private final NativeProofs proofs;

  NativeWinning(NativeProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public byte[] prove(WinningTask task, Replica replica, Cancellation cancellation)
      throws ProverException {
    byte[] vanilla = step(cancellation, job -> vanilla(task, replica, job));
    byte[] proof =
        step(
            cancellation,
            job -> proofs.winningPost(task.type(), task.seed(), task.miner(), vanilla, job));
    if (!proofs.verifyWinningPost(
        task.type(), task.seed(), task.miner(), proof, Map.of(task.sector(), task.commR()))) {
      throw new ProverException("the proof that was made is not valid");
    }
    return proof;
  }

  private byte[] vanilla(WinningTask task, Replica replica, NativeJob job) throws ProverException {
    VanillaBatch batch =
        proofs.vanillaProofs(task.type(), task.seed(), task.miner(), List.of(replica), job);
    if (batch.proofs().size() != 1) {
      throw new ProverException(
          batch.faults().isEmpty() ? "not read" : batch.faults().get(0).reason());
    }
    return batch.proofs().get(0);
  }

  private interface Step {
    byte[] run(NativeJob job) throws ProverException;
  }

  /** A SNARK waits for others of this process; one that nobody wants must not keep its place. */
  private byte[] step(Cancellation cancellation, Step step) throws ProverException {
    try (NativeJob job = proofs.newJob()) {
      cancellation.stopBy(job::cancel);
      try {
        return step.run(job);
      } finally {
        cancellation.stepEnded();
      }
    }
  }
}
