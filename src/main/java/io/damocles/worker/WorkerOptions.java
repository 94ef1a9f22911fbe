package io.damocles.worker;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the daemon is called.
 *
 * @param configFile the TOML file
 * @param ownScript program that a child without {@code bin} is started with
 */
public record WorkerOptions(Path configFile, String ownScript) {
  private static final String SCRIPT_VARIABLE = "DAMOCLES_WORKER_BIN";
  private static final String SCRIPT_PROPERTY = "damocles.worker.bin";
  private static final String HOME_PROPERTY = "damocles.home";
  private static final String SCRIPT = "damocles-worker";

  /** Options with this installation's own script, which the launcher tells. */
  public static WorkerOptions of(Path configFile, Map<String, String> environment) {
    String named =
        System.getProperty(SCRIPT_PROPERTY, environment.getOrDefault(SCRIPT_VARIABLE, ""));
    String home = System.getProperty(HOME_PROPERTY);
    String script = home == null ? SCRIPT : Path.of(home, "bin", SCRIPT).toString();
    return new WorkerOptions(configFile, named.isEmpty() ? script : named);
  }
}
