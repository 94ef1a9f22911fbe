package io.damocles.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A daemon started by its command in {@code bin/}, with a log file. */
final class Daemon {
  private static final int LAST_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;

  private Daemon(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts it; its output goes to the end of {@code <logs>/<name>.log}. */
  static Daemon start(String name, Path logs, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Daemon(name, log, builder.start());
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Fails with the end of its log if it has ended. */
  void check() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      throw new DemoException(
          "%s ended with exit code %d:%n%s"
              .formatted(
                  name,
                  process.exitValue(),
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
    }
  }

  /** SIGKILL: it cannot say goodbye. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM, and SIGKILL for what is left after some seconds. */
  void stop() {
    try (Stream<ProcessHandle> children = process.descendants()) {
      List<ProcessHandle> all = children.toList();
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
