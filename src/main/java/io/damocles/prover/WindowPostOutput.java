package io.damocles.prover;

import java.util.List;
import java.util.Map;

/**
 * What a prover made of a task.
 *
 * @param proofs empty, or one element: the 192-byte proofs of all partitions, one after the other
 * @param faults sectors that could not be proven, ascending, unsigned
 * @param faultCodes what is wrong with a fault, by its sector; empty if the prover does not tell
 * @param readMillis how long a sector took to read; empty if the prover does not tell
 */
public record WindowPostOutput(
    List<byte[]> proofs,
    List<Long> faults,
    Map<Long, String> faultCodes,
    Map<Long, Long> readMillis) {

  /** An output of a prover that tells no more than it must. */
  public WindowPostOutput(List<byte[]> proofs, List<Long> faults) {
    this(proofs, faults, Map.of(), Map.of());
  }
}
