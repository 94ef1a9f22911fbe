package io.damocles.devnet.actor;

/** What a method did; the state is unchanged if the exit code is not 0. */
public record ActorOutcome(MinerState state, int exitCode, String text) {}
