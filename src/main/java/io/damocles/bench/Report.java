package io.damocles.bench;

import io.damocles.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures, printed as they come and kept for the JSON file. */
final class Report {
  private static final String ROW = "%-16s %10s %9s %9s %9s   %s%n";

  private final PrintStream out;
  private final Map<String, Object> json = new LinkedHashMap<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /** Prints a line between the rows. */
  void say(String text, Object... values) {
    out.printf(Locale.ROOT, text + "%n", values);
  }

  /** Prints the head of the table. */
  void head() {
    out.printf(ROW, "", "calls/s", "p50 ms", "p99 ms", "max ms", "damocles");
  }

  /** Prints a row and keeps it under the key. */
  void row(String key, Measurement measured, String peer) {
    String refused = measured.refused() == 0 ? "" : "  refused: " + measured.refused();
    out.printf(
        ROW,
        key,
        number(measured.rate(), measured.rate() < 100 ? 1 : 0),
        number(measured.p50Ms(), 2),
        number(measured.p99Ms(), 2),
        number(measured.maxMs(), 2),
        peer + refused);
    json.put(key, measured);
  }

  /** Keeps a value under the key. */
  void keep(String key, Object value) {
    json.put(key, value);
  }

  /** Writes everything that was kept. */
  void write(Path file) throws IOException {
    Files.write(file, Json.write(json));
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
