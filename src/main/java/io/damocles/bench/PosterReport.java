package io.damocles.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** The figures of {@code bench poster}, each beside what is asked of it. */
final class PosterReport {
  private static final String ROW = "%-62s %12s   %s";

  private final Report report;

  PosterReport(PrintStream out) {
    this.report = new Report(out);
    report.say(ROW, "", "measured", "asked");
  }

  void keep(String key, Object value) {
    report.keep(key, value);
  }

  void heads(Measurement measured, int miners) {
    row(
        "a head with %d miners: event-loop time, median".formatted(miners),
        ms(measured.p50Ms()),
        "");
    row("  the longest of %d".formatted(measured.count()), ms(measured.maxMs()), "100 ms");
    report.keep("head", measured);
  }

  void jobs(double seconds, int partitions) {
    row("%d partitions are %d jobs".formatted(partitions, partitions), s(seconds), "1 s");
    report.keep("jobsSeconds", seconds);
  }

  void push(Measurement measured) {
    row(
        "last proof of a due deadline to the message in the pool, median",
        ms(measured.p50Ms()),
        "");
    row("  the longest of %d".formatted(measured.count()), ms(measured.maxMs()), "100 ms");
    report.keep("push", measured);
  }

  void restart(PosterRestartPhase.Result result) {
    row("manager restarted in mid-deadline: dispatching again", s(result.seconds()), "2 s");
    row("  proofs recomputed", Long.toString(result.recomputed()), "0");
    report.keep("restart", result);
  }

  void write(Path file) throws IOException {
    report.write(file);
  }

  private void row(String what, String measured, String asked) {
    report.say(ROW, what, measured, asked);
  }

  private static String ms(double millis) {
    return String.format(Locale.ROOT, "%.1f ms", millis);
  }

  private static String s(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
