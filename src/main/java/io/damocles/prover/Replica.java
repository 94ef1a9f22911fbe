package io.damocles.prover;

import java.nio.file.Path;

/**
 * A sealed sector as the prover reads it.
 *
 * @param sectorId sector number, unsigned 64 bits
 * @param commR 32 bytes, the replica commitment on chain
 * @param cacheDir folder with {@code p_aux} and the {@code tree-r-last} files
 * @param sealedFile the replica, exactly one sector size long
 */
public record Replica(long sectorId, byte[] commR, Path cacheDir, Path sealedFile) {}
