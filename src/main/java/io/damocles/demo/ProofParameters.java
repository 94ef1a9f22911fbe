package io.damocles.demo;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The Groth16 parameters of 2KiB proofs: made once on this machine, then found again. */
final class ProofParameters {
  private static final long ABOUT_SECONDS = 10;

  private ProofParameters() {}

  /** {@code DEMO_PARAMS}, or a folder in the user's cache. */
  static Path folder(Map<String, String> environment) {
    String given = environment.getOrDefault("DEMO_PARAMS", "");
    return given.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "damocles", "proof-params")
        : Path.of(given).toAbsolutePath();
  }

  /** Makes them unless they are there. */
  static void make(NativeProofs proofs, ProofType type, Path folder, Screen screen)
      throws ProverException {
    if (proofs.parameterStatus(type).canProve()) {
      screen.say("proof parameters found in " + folder);
      return;
    }
    screen.say("making proof parameters in " + folder + ", once, about 10 s ...");
    long begin = System.nanoTime();
    CompletableFuture<Void> made =
        CompletableFuture.runAsync(
            () -> {
              try {
                proofs.generateParameters(type);
              } catch (ProverException e) {
                throw new DemoException("cannot make proof parameters: " + e.getMessage());
              }
            });
    while (!made.isDone()) {
      Pause.millis(500);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      screen.block("  %s %d s".formatted(Bar.of(seconds, ABOUT_SECONDS), seconds));
    }
    screen.endBlock();
    made.join();
  }
}
