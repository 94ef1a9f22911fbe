package io.damocles.poster.winning;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import java.util.function.BooleanSupplier;

/** Makes winning proofs. */
public interface WinningProver {

  /**
   * Reads, proves and verifies; blocks so long.
   *
   * @param isOver asked between the steps; a true answer ends it
   * @return 192 bytes
   * @throws ProverException saying what is wrong with the sector or the prover
   */
  byte[] prove(WinningTask task, Replica replica, BooleanSupplier isOver) throws ProverException;

  /** The native library in this process. */
  static WinningProver of(NativeProofs proofs) {
    return new NativeWinning(proofs);
  }
}
