package io.damocles.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the proof parameters of this machine are; {@code bin/demo} makes those of 2KiB proofs. */
final class ProofParameters {
  private static final String LIBRARY_VARIABLE = "FIL_PROOFS_PARAMETER_CACHE";

  private ProofParameters() {}

  /** The folder, by DEMO_PARAMS, FIL_PROOFS_PARAMETER_CACHE or what bin/demo made. */
  static Optional<Path> folder(Map<String, String> environment) {
    for (String variable : new String[] {"DEMO_PARAMS", LIBRARY_VARIABLE}) {
      String folder = environment.getOrDefault(variable, "");
      if (!folder.isEmpty()) {
        return Optional.of(Path.of(folder).toAbsolutePath());
      }
    }
    Path made = Path.of(System.getProperty("user.home"), ".cache", "damocles", "proof-params");
    return Optional.of(made).filter(Files::isDirectory);
  }

  /**
   * The same where nothing can be done without.
   *
   * @throws BenchException if there are none
   */
  static Path needed(Map<String, String> environment) {
    return folder(environment)
        .orElseThrow(
            () -> new BenchException("no proof parameters on this machine; bin/demo makes them"));
  }

  /** Tells a daemon of them. */
  static Map<String, String> forDaemons(Map<String, String> environment) {
    return folder(environment)
        .map(folder -> Map.of(LIBRARY_VARIABLE, folder.toString()))
        .orElse(Map.of());
  }
}
