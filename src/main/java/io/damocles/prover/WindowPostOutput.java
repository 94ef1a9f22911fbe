package io.damocles.prover;

import java.util.List;

/**
 * What a prover made of a task.
 *
 * @param proofs empty, or one element: the 192-byte proofs of all partitions, one after the other
 * @param faults sectors that could not be proven, ascending, unsigned
 */
public record WindowPostOutput(List<byte[]> proofs, List<Long> faults) {}
