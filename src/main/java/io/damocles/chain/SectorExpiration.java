package io.damocles.chain;

/** When a sector ends, in epochs; {@code early} is 0 unless it was terminated for its faults. */
public record SectorExpiration(long onTime, long early) {}
