package io.damocles.prover;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A computed and verified WindowPoSt.
 *
 * @param proof the 192-byte proofs of all partitions, one after the other; empty if no sector is
 *     good
 * @param sectors proven ones, ascending
 * @param faults sectors left out
 */
public record WindowProof(
    Optional<byte[]> proof,
    List<Long> sectors,
    List<SectorFault> faults,
    Duration vanillaTime,
    Duration snarkTime) {}
