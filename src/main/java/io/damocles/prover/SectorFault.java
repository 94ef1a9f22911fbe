package io.damocles.prover;

/**
 * A sector that cannot be proven.
 *
 * @param sectorId unsigned 64 bits
 * @param code missing, noStore, unreadable, wrongSize, otherRowsToDiscard, commR, damaged, timedOut
 *     or notReached
 * @param reason for the operator, with the file's name
 */
public record SectorFault(long sectorId, String code, String reason) {}
