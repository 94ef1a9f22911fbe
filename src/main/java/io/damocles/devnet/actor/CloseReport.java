package io.damocles.devnet.actor;

/** Who proved what in a deadline that closed. */
public record CloseReport(long miner, long deadline, long epoch) {}
