package io.damocles.prover;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a native call's progress to its watch, and the watch's wish to cancel to the call. */
final class ProgressPoll {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressPoll.class);
  private static final long PERIOD_MILLIS = 200;

  private final NativeJob job;
  private final ProofWatch watch;
  private final ScheduledFuture<?> polling;
  private boolean stopped;

  ProgressPoll(ScheduledExecutorService scheduler, NativeJob job, ProofWatch watch) {
    this.job = job;
    this.watch = watch;
    this.polling =
        scheduler.scheduleWithFixedDelay(this::poll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Returns when nothing more will be told. */
  synchronized void stop() {
    stopped = true;
    polling.cancel(false);
  }

  private synchronized void poll() {
    if (stopped) {
      return;
    }
    try {
      if (watch.cancelled()) {
        job.cancel();
      }
      var progress = job.progress();
      watch.progress(progress.stage(), progress.done(), progress.total());
    } catch (ProverException e) {
      LOG.debug("native progress unknown", e);
    } catch (RuntimeException e) {
      LOG.warn("proof watch failed", e);
    }
  }
}
