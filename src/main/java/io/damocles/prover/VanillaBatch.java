package io.damocles.prover;

import java.util.List;

/**
 * The vanilla proofs of a batch.
 *
 * @param sectors proven ones, ascending
 * @param proofs theirs, in the same order
 * @param faults the others
 */
public record VanillaBatch(List<Long> sectors, List<byte[]> proofs, List<SectorFault> faults) {}
