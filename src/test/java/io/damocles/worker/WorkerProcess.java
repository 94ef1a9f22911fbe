package io.damocles.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real {@code damocles-worker daemon}, in a JVM of its own; its log goes to a file. */
final class WorkerProcess {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  static final String CLASS_PATH = System.getProperty("java.class.path");
  static final String MAIN = "io.damocles.cli.WorkerMain";

  static final String LOGGING =
      "-Dlogback.configurationFile=" + Path.of("conf", "logback.xml").toAbsolutePath();

  private final Process process;
  private final Path logFile;

  private WorkerProcess(Process process, Path logFile) {
    this.process = process;
    this.logFile = logFile;
  }

  static WorkerProcess start(Path config) throws IOException {
    return start(config, "-Xmx256m");
  }

  /** With these options of its JVM. */
  static WorkerProcess start(Path config, String... options) throws IOException {
    Path logFile = Files.createTempFile(config.getParent(), "worker", ".log");
    // A shell that starts the tests in the background has its children ignore SIGINT.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", JAVA));
    line.addAll(List.of(options));
    line.addAll(List.of(LOGGING, "-cp", CLASS_PATH, MAIN, "daemon", "-c", config.toString()));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(logFile.toFile()).start();
    return new WorkerProcess(process, logFile);
  }

  /** The configuration of a child that runs this program's processor. */
  static String ownChild() {
    return """
    [[processors.window_post]]
    bin = "%s"
    args = ["-Xmx256m", "%s", "-cp", "%s", "%s", "processor", "window_post"]
    stable_wait = "60s"
    concurrent = 1
    """
        .formatted(JAVA, LOGGING, CLASS_PATH, MAIN);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("worker " + process.pid() + " does not end");
    }
    return process.exitValue();
  }

  String logText() throws IOException {
    return Files.readString(logFile, StandardCharsets.UTF_8);
  }

  void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
