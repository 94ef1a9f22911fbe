package io.damocles.manager;

import io.damocles.job.sql.Claimed;
import io.damocles.job.sql.JobReader;
import io.damocles.rpc.MemoryBudget;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings claimed jobs to their workers without more inputs in memory than there is room for: a
 * thousand workers that wait for one deadline get theirs one after the other. Used from one
 * context.
 */
final class Handovers {
  private static final Logger log = LoggerFactory.getLogger(Handovers.class);

  /** A worker that does not read its answer must not hold up the others for longer. */
  private static final long PATIENCE_MILLIS = 2_000;

  private final JobReader reader;
  private final Timeline timeline;
  private final Function<List<Claimed>, Future<Void>> release;
  private final MemoryBudget budget = new MemoryBudget(HeapShares.INPUTS);

  /**
   * @param release gives jobs back that cannot be handed over
   */
  Handovers(JobReader reader, Timeline timeline, Function<List<Claimed>, Future<Void>> release) {
    this.reader = reader;
    this.timeline = timeline;
    this.release = release;
  }

  /**
   * Reads the inputs when there is room for them; jobs whose inputs cannot be read are given back.
   */
  Future<Handover> open(List<Claimed> claimed) {
    if (claimed.isEmpty()) {
      return Future.succeededFuture(new Handover(List.of(), delivered -> {}));
    }
    return budget
        .take(claimed.stream().mapToLong(Claimed::inputBytes).sum())
        .compose(
            share ->
                inputs(claimed)
                    .map(jobs -> new Handover(jobs, end(claimed, share)))
                    .onFailure(
                        failure -> {
                          budget.giveBack(share);
                          giveBack(claimed);
                        }));
  }

  private Handover.End end(List<Claimed> claimed, long share) {
    AtomicBoolean held = new AtomicBoolean(true);
    Timeline.Timer timer = timeline.after(PATIENCE_MILLIS, () -> free(share, held));
    return delivered -> {
      timer.cancel();
      free(share, held);
      if (!delivered) {
        giveBack(claimed);
      }
    };
  }

  private void free(long share, AtomicBoolean held) {
    if (held.getAndSet(false)) {
      budget.giveBack(share);
    }
  }

  private void giveBack(List<Claimed> claimed) {
    List<String> ids = claimed.stream().map(job -> job.attempt().toString()).toList();
    log.warn("jobs={} could not be handed over", ids);
    release.apply(claimed).onFailure(e -> log.warn("jobs={} release: {}", ids, e.getMessage()));
  }

  private Future<List<ClaimedJob>> inputs(List<Claimed> claimed) {
    return Future.all(claimed.stream().map(this::input).toList())
        .map(
            read -> {
              List<ClaimedJob> jobs = new ArrayList<>();
              read.<Optional<ClaimedJob>>list().forEach(job -> job.ifPresent(jobs::add));
              return jobs;
            });
  }

  /** Nothing if the job was removed meanwhile. */
  private Future<Optional<ClaimedJob>> input(Claimed job) {
    byte[] small = job.input();
    if (small != null) {
      return Future.succeededFuture(Optional.of(new ClaimedJob(job.attempt(), job.times(), small)));
    }
    return reader
        .input(job.attempt().job())
        .map(input -> input.map(bytes -> new ClaimedJob(job.attempt(), job.times(), bytes)));
  }
}
