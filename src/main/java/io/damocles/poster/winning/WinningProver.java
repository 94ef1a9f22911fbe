package io.damocles.poster.winning;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;

/** Makes winning proofs. */
public interface WinningProver {

  /**
   * Reads, proves and verifies; blocks so long.
   *
   * @param cancellation ends it between two steps, and while it waits for another proof
   * @return 192 bytes
   * @throws ProverException saying what is wrong with the sector or the prover
   */
  byte[] prove(WinningTask task, Replica replica, Cancellation cancellation) throws ProverException;

  /** The native library in this process. */
  static WinningProver of(NativeProofs proofs) {
    return new NativeWinning(proofs);
  }
}
