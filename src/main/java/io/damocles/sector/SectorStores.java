package io.damocles.sector;

/**
 * The names of the stores that hold a sector.
 *
 * @param sealedFile store of the replica
 * @param cacheDir store of the cache folder
 */
public record SectorStores(String sealedFile, String cacheDir) {}
