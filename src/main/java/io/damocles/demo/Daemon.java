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
public final class Daemon {
  private static final int LAST_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;
  private final List<ProcessHandle> children = new ArrayList<>();

  private Daemon(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts it; its output goes to the end of {@code <logs>/<name>.log}. */
  public static Daemon start(
      String name, Path logs, Map<String, String> environment, List<String> command)
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
  public void check() throws IOException {
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

  /** The last line of its log; empty if there is none yet. */
  public String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** SIGKILL: it cannot say goodbye. What it started itself lives on until {@link #stop}. */
  void kill() {
    rememberChildren();
    process.destroyForcibly();
  }

  /** SIGTERM. */
  public void askToStop() {
    rememberChildren();
    process.destroy();
  }

  /** SIGKILL for what is left of it some seconds after {@link #askToStop}. */
  public void stop() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private void rememberChildren() {
    try (Stream<ProcessHandle> all = process.descendants()) {
      all.forEach(children::add);
    }
  }
}
