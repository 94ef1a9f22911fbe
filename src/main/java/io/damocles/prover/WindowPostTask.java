package io.damocles.prover;

import java.util.List;

/**
 * One WindowPoSt computation with its sector files located.
 *
 * @param minerId actor id, unsigned 64 bits
 * @param replicas in any order, duplicates allowed (a poster substitutes skipped sectors by a good
 *     one)
 * @param seed 32 bytes of challenge randomness, {@code seed[31] & 0xc0 == 0}
 */
public record WindowPostTask(
    long minerId, ProofType proofType, List<Replica> replicas, byte[] seed) {}
