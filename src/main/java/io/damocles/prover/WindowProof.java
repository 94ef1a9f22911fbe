package io.damocles.prover;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A computed and verified WindowPoSt.
 *
 * @param proof the 192-byte proofs of all partitions, one after the other; empty if no sector is
 *     good
 * @param sectors proven ones, ascending
 * @param faults sectors left out
 * @param readMillis how long each good or late sector took to read
 */
public record WindowProof(
    Optional<byte[]> proof,
    List<Long> sectors,
    List<SectorFault> faults,
    Map<Long, Long> readMillis,
    Duration vanillaTime,
    Duration snarkTime) {}
