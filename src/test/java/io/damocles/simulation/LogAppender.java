package io.damocles.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Puts the poster's own log into a seed's story. */
final class LogAppender extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Story story;
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.damocles");
  private final @Nullable Level before = logger.getLevel();
  private final Thread thread = Thread.currentThread();

  LogAppender(Story story) {
    this.story = story;
    setContext(logger.getLoggerContext());
    start();
    logger.setAdditive(false);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (Thread.currentThread() == thread) {
      String name = event.getLoggerName();
      story.tell(
          "%s %s: %s",
          event.getLevel(), name.substring(name.lastIndexOf('.') + 1), event.getFormattedMessage());
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(before);
    logger.setAdditive(true);
  }
}
