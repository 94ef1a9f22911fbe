package io.damocles.demo;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ParameterFolder;
import io.damocles.prover.ParameterMaker;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.nio.file.Path;
import java.util.Map;

/** The Groth16 parameters of 2KiB proofs: made once on this machine, then found again. */
final class ProofParameters {
  private static final long ABOUT_SECONDS = 10;

  private ProofParameters() {}

  /** {@code DEMO_PARAMS}, or a folder in the user's cache. */
  static Path folder(Map<String, String> environment) {
    return ParameterFolder.of(environment, "DEMO_PARAMS");
  }

  /** Makes them unless they are there. */
  static void make(NativeProofs proofs, ProofType type, Path folder, Screen screen)
      throws ProverException, InterruptedException {
    if (proofs.parameterStatus(type).canProve()) {
      screen.say("proof parameters found in " + folder);
      return;
    }
    screen.say("making proof parameters in " + folder + ", once, about 10 s ...");
    new ParameterMaker(proofs)
        .make(
            type,
            seconds ->
                screen.block("  %s %d s".formatted(Bar.of(seconds, ABOUT_SECONDS), seconds)));
    screen.endBlock();
  }
}
