package io.damocles.prover;

import java.nio.file.Path;
import java.util.Map;

/** Where the proof parameters that this machine made for itself are. */
public final class ParameterFolder {
  private ParameterFolder() {}

  /** The first of the variables that is set, else a folder in the user's cache. */
  public static Path of(Map<String, String> environment, String... variables) {
    for (String variable : variables) {
      String folder = environment.getOrDefault(variable, "");
      if (!folder.isEmpty()) {
        return Path.of(folder).toAbsolutePath();
      }
    }
    return Path.of(System.getProperty("user.home"), ".cache", "damocles", "proof-params");
  }
}
