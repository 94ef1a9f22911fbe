package io.damocles.sector;

/**
 * One sector as the chain knows it.
 *
 * @param number sector number, unsigned 64 bits
 * @param upgrade whether it was upgraded, so that its files lie in {@code update} and {@code
 *     update-cache}
 * @param commR 32 bytes, the replica commitment on chain
 */
public record SectorQuery(long number, boolean upgrade, byte[] commR) {}
