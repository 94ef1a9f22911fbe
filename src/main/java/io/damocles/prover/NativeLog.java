package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Moves the library's log lines to slf4j, logger {@code io.damocles.native}. */
final class NativeLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("io.damocles.native");
  private static final int LINES_AT_ONCE = 1000;
  private static final long PERIOD_MILLIS = 500;

  private final WdpostLibrary library;
  private final ScheduledExecutorService pump =
      Executors.newSingleThreadScheduledExecutor(NativeLog::thread);

  NativeLog(WdpostLibrary library) {
    this.library = library;
  }

  /** What the library should collect: its chatter (info) only if somebody listens. */
  static String level() {
    return LOG.isDebugEnabled() ? "info" : "warn";
  }

  @SuppressWarnings("FutureReturnValueIgnored") // drainQuietly does not throw
  void start() {
    pump.scheduleWithFixedDelay(
        this::drainQuietly, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void drain() throws ProverException {
    var answer = NativeAnswer.take(library, library.logDrain(LINES_AT_ONCE)).json();
    long dropped = answer.get("dropped").longValue();
    if (dropped > 0) {
      LOG.warn("native log lines lost={}", dropped);
    }
    answer.get("lines").forEach(NativeLog::write);
  }

  @Override
  public void close() {
    pump.shutdownNow();
    drainQuietly();
  }

  private void drainQuietly() {
    try {
      drain();
    } catch (ProverException | RuntimeException e) {
      LOG.warn("native log cannot be read", e);
    }
  }

  private static void write(JsonNode line) {
    LOG.atLevel(level(line)).log("{}: {}", text(line, "target"), text(line, "message"));
  }

  private static Level level(JsonNode line) {
    return switch (text(line, "level")) {
      case "ERROR" -> Level.ERROR;
      case "WARN" -> Level.WARN;
      case "INFO" -> Level.DEBUG;
      default -> Level.TRACE;
    };
  }

  private static String text(JsonNode line, String key) {
    return line.get(key).asText();
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "native-log");
    thread.setDaemon(true);
    return thread;
  }
}
