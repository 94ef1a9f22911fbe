package io.damocles.chain;

/** What was proven in one of a miner's deadlines. */
public record Deadline(BitField postSubmissions, long disputableProofCount) {}
