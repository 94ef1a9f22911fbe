package io.damocles.sector;

import io.damocles.prover.NativeCallException;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.NativeStatus;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads sectors through the native library, which also checks that the roots in {@code p_aux} hash
 * to commR. It creates a tree file that is missing, so files must be looked at first (and it looks
 * at them itself).
 */
public final class NativeChallengeReader implements ChallengeReader {
  private static final long LEAF_BYTES = 32;

  private final NativeProofs proofs;
  private final RandomGenerator random;

  /**
   * @param random chooses the challenge; used from many threads
   */
  public NativeChallengeReader(NativeProofs proofs, RandomGenerator random) {
    this.proofs = proofs;
    this.random = random;
  }

  @Override
  public Optional<String> read(ProofType type, Replica replica) throws SectorUnreadException {
    long challenge = random.nextLong(type.sectorSize() / LEAF_BYTES);
    try {
      proofs.vanillaProof(type, replica, List.of(challenge));
      return Optional.empty();
    } catch (NativeCallException e) {
      String reason = String.valueOf(e.getMessage());
      if (e.status() == NativeStatus.FAULTY_SECTORS && !isOtherTreeSize(reason)) {
        return Optional.of("challenge " + challenge + ": " + reason);
      }
      throw new SectorUnreadException(reason, e);
    } catch (ProverException e) {
      throw new SectorUnreadException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Trees are cut as workers are set up (FIL_PROOFS_ROWS_TO_DISCARD), which may not be as here. */
  private static boolean isOtherTreeSize(String reason) {
    return reason.contains("tree-r-last") && reason.contains(" bytes, expected ");
  }
}
