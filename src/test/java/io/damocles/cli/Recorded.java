package io.damocles.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What damocles' own command line printed, recorded by {@code cat -A}. */
final class Recorded {
  private Recorded() {}

  /** The lines after {@code $ command} and before its exit code. */
  static String output(String file, String command) throws IOException {
    var text = text(file);
    var start = text.indexOf("$ " + command + "\n");
    if (start < 0) {
      throw new FileNotFoundException(file + " has no command " + command);
    }
    return text.substring(start)
        .lines()
        .skip(1)
        .takeWhile(line -> line.endsWith("$"))
        .map(line -> line.substring(0, line.length() - 1).replace("^I", "\t") + "\n")
        .collect(Collectors.joining());
  }

  static String text(String file) throws IOException {
    try (var in = Recorded.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
