package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.config.HotConfig;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.config.WorkerConfig.SealingThread;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one thread asks for; follows its {@link HotConfig}. Lives on one event loop. */
final class ThreadSettings {
  private static final Logger log = LoggerFactory.getLogger(ThreadSettings.class);

  /** A location on a share that hangs must not keep the thread from its jobs. */
  private static final long READ_LIMIT_MILLIS = 1_000;

  private final int thread;
  private final String location;
  private final Optional<HotConfig> hot;
  private final WorkerExecutor disk;
  private final Function<Sealing, Asking> asking;
  private Asking current;
  private boolean reading;

  /**
   * Settings of the main file, until the hot one is read.
   *
   * @param disk where the file is read
   * @param asking makes what is asked for; throws {@link ConfigException} if it cannot be had here
   */
  ThreadSettings(
      int thread, SealingThread config, WorkerExecutor disk, Function<Sealing, Asking> asking) {
    this.thread = thread;
    this.location = config.location().map(Path::toString).orElse("-");
    this.hot = config.location().map(location -> new HotConfig(location, config.sealing()));
    this.disk = disk;
    this.asking = asking;
    this.current = asking.apply(config.sealing());
  }

  /** The thread's folder; {@code -} if it has none. */
  String location() {
    return location;
  }

  /** As last read. */
  Asking current() {
    return current;
  }

  /** Looks for changes first; a file that is broken or cannot be read in time changes nothing. */
  Future<Void> refresh() {
    if (hot.isEmpty() || reading) {
      return Future.succeededFuture();
    }
    HotConfig file = hot.get();
    reading = true;
    return disk.executeBlocking(file::changed, false)
        .onComplete(read -> reading = false)
        .onSuccess(changed -> changed.ifPresent(settings -> take(file, settings)))
        .onFailure(this::tell)
        .<Void>mapEmpty()
        .timeout(READ_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  private void take(HotConfig file, HotConfig.Settings settings) {
    try {
      current = asking.apply(settings.sealing());
      settings.warnings().forEach(log::warn);
      log.info("hot configuration: thread={} file={} {}", thread, file.file(), settings.sealing());
    } catch (ConfigException notHere) {
      tell(new ConfigException(file.file() + ": " + notHere.getMessage(), notHere));
    }
  }

  private void tell(Throwable broken) {
    log.error(
        "hot configuration not taken, the last good one counts: thread={} cause={}",
        thread,
        Failures.text(broken));
  }
}
