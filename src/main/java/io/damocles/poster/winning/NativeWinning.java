package io.damocles.poster.winning;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.VanillaBatch;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Makes winning proofs with the native library, in this process. */
final class NativeWinning implements WinningProver {
  private final NativeProofs proofs;

  NativeWinning(NativeProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public byte[] prove(WinningTask task, Replica replica, BooleanSupplier isOver)
      throws ProverException {
    byte[] vanilla = vanilla(task, replica);
    if (isOver.getAsBoolean()) {
      throw new ProverException("read too late");
    }
    byte[] proof = snark(task, vanilla);
    if (!proofs.verifyWinningPost(
        task.type(), task.seed(), task.miner(), proof, Map.of(task.sector(), task.commR()))) {
      throw new ProverException("the proof that was made is not valid");
    }
    return proof;
  }

  private byte[] vanilla(WinningTask task, Replica replica) throws ProverException {
    try (var job = proofs.newJob()) {
      VanillaBatch batch =
          proofs.vanillaProofs(task.type(), task.seed(), task.miner(), List.of(replica), job);
      if (batch.proofs().size() != 1) {
        throw new ProverException(
            batch.faults().isEmpty() ? "not read" : batch.faults().get(0).reason());
      }
      return batch.proofs().get(0);
    }
  }

  private byte[] snark(WinningTask task, byte[] vanilla) throws ProverException {
    try (var job = proofs.newJob()) {
      return proofs.winningPost(task.type(), task.seed(), task.miner(), vanilla, job);
    }
  }
}
