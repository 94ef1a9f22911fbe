package io.damocles.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command to its end. */
final class Command {
  private Command() {}

  /**
   * What the command printed.
   *
   * @throws DemoException if it failed
   */
  static String run(List<String> line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new DemoException("%s failed:%n%s".formatted(String.join(" ", line), output));
    }
    return output;
  }
}
