package io.damocles.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that answers each line with a line. */
final class LineProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private LineProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.in = process.outputWriter();
    this.out = process.inputReader();
  }

  static LineProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new LineProcess(command.get(0), builder.start());
  }

  void send(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  String receive() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " ended without an answer");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    out.close();
  }
}
