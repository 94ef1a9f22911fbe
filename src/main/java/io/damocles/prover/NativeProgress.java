package io.damocles.prover;

/** {@code done} of {@code total} sectors in stage VANILLA, else 0 of 0. */
public record NativeProgress(ProofWatch.Stage stage, int done, int total) {}
