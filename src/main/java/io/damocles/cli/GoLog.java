package io.damocles.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

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

  /** With what it is about, as JSON behind the message. */
  void info(String message, Map<String, @Nullable Object> fields) {
    var members = new StringJoiner(", ", "{", "}");
    fields.forEach((name, value) -> members.add("\"" + name + "\": " + json(value)));
    line("INFO", message + "\t" + members);
  }

  private static String json(@Nullable Object value) {
    return value instanceof String text
        ? "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\""
        : String.valueOf(value);
  }

  private void line(String level, String message) {
    var time = LocalTimes.logTime(terminal.clock().instant(), terminal.zone());
    terminal.err().println(String.join("\t", time, level, LOGGER, SOURCE, message));
  }
}
