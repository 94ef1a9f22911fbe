package io.damocles.prover;

/**
 * Commitments of a freshly sealed sector.
 *
 * @param commR 32 bytes, of the replica
 * @param commD 32 bytes, of the data
 */
public record SealedSector(byte[] commR, byte[] commD) {}
