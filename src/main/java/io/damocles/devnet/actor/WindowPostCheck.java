package io.damocles.devnet.actor;

/** A proof to verify. */
public record WindowPostCheck(long miner, byte[] randomness, byte[] proof) {}
