package io.damocles.cli;

/** Lines as damocles' log prints them: time, level, logger, source and message, tab-separated. */
final class GoLog {
  private static final String LOGGER = "cmd";

  /**
   * Where damocles' own program logs from; those who cut its lines apart find the message where it
   * was.
   */
  private static final String SOURCE = "internal/run.go:51";

  private final Terminal terminal;

  GoLog(Terminal terminal) {
    this.terminal = terminal;
  }

  void error(String message) {
    line("ERROR", message);
  }

  void warn(String message) {
    line("WARN", message);
  }

  void info(String message) {
    line("INFO", message);
  }

  private void line(String level, String message) {
    var time = LocalTimes.logTime(terminal.clock().instant(), terminal.zone());
    terminal.err().println(String.join("\t", time, level, LOGGER, SOURCE, message));
  }
}
