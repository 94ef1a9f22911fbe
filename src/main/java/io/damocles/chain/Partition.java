package io.damocles.chain;

/** A partition's sectors by their state. */
public record Partition(
    BitField allSectors,
    BitField faultySectors,
    BitField recoveringSectors,
    BitField liveSectors,
    BitField activeSectors) {}
