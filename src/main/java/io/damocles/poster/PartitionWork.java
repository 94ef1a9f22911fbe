package io.damocles.poster;

import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.job.Job;
import io.damocles.prover.ProofType;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition from its sectors to its proof. Whatever fails is tried again while the deadline has
 * not closed. Used from one context.
 */
final class PartitionWork {
  private static final Logger log = LoggerFactory.getLogger(PartitionWork.class);

  private final Duty duty;
  private final long index;
  private final PartitionMaker maker;
  private final ProofType type;
  private final byte[] seed;
  private final Runnable whenProven;
  private final Retry retry;
  private final Retry refusals;

  private @Nullable PartitionLink link;
  private @Nullable Proven proven;
  private final Steps steps = new Steps(this::failed);
  private boolean dropped;

  /**
   * A partition at rest; {@link #begin} or {@link #adopt} sets it going.
   *
   * @param infos of its sectors to be proven, if they are known already
   * @param whenProven is run whenever there is a proof
   */
  PartitionWork(
      Duty duty,
      long index,
      Partition partition,
      ProofType type,
      byte[] seed,
      @Nullable List<SectorOnChainInfo> infos,
      Runnable whenProven) {
    this.duty = duty;
    this.index = index;
    this.maker = new PartitionMaker(duty, index, partition, type, seed, infos);
    this.type = type;
    this.seed = seed;
    this.whenProven = whenProven;
    this.retry = new Retry(duty.parts.timeline());
    this.refusals = new Retry(duty.parts.timeline());
  }

  long index() {
    return index;
  }

  ProofType type() {
    return type;
  }

  /** Its proof, if there is one that may be sent. */
  Optional<Proven> proven() {
    return Optional.ofNullable(proven);
  }

  /** The job that it waits for, or that made its proof. */
  Optional<String> job() {
    return Optional.ofNullable(link).map(PartitionLink::job);
  }

  /** Goes on with a job that was made before. */
  void adopt(PartitionLink known) {
    link(known);
    look();
  }

  private void link(@Nullable PartitionLink changed) {
    if (link != null) {
      duty.works.remove(link.job(), this);
    }
    link = changed;
    if (changed != null) {
      duty.works.put(changed.job(), this);
    }
  }

  /** Makes its job. */
  void begin() {
    step(this::make);
  }

  /** Begins anew if it was left alone because it was on chain, which it is not any more. */
  void resume() {
    if (link == null && !steps.isBusy() && !retry.isWaiting()) {
      begin();
    }
  }

  /** Its job ended, was reset or removed: looks what became of it. */
  void look() {
    step(this::follow);
  }

  /** Whether it waits for its job, and for nothing else. */
  boolean waitsForJob() {
    return link != null
        && proven == null
        && !steps.isBusy()
        && !retry.isWaiting()
        && !refusals.isWaiting();
  }

  /**
   * Takes back a proof that turned out to be wrong; the next ones later and later, so that a
   * verifier that is wrong does not keep the workers from other partitions.
   */
  void refuse(String reason) {
    log.error("{} partition={} proof refused: {}", duty, index, reason);
    proven = null;
    refusals.later(() -> step(() -> redo(reason)));
  }

  /** Gives it up: what it proves is not asked any more. */
  Future<Void> drop() {
    dropped = true;
    retry.cancel();
    refusals.cancel();
    PartitionLink old = link;
    if (old == null) {
      return Future.succeededFuture();
    }
    duty.works.remove(old.job(), this);
    return duty.parts
        .store()
        .unlink(duty.miner, duty.window.open(), index)
        .compose(done -> duty.parts.jobs().remove(old.job()))
        .mapEmpty();
  }

  /** Ends all waiting. */
  void stop() {
    dropped = true;
    retry.cancel();
    refusals.cancel();
  }

  private void step(Supplier<Future<Void>> task) {
    if (isWanted()) {
      steps.take(() -> isWanted() ? task.get() : Future.succeededFuture());
    }
  }

  private boolean isWanted() {
    return !dropped && duty.isOpenEnded();
  }

  private void failed(Throwable cause) {
    if (isWanted()) {
      log.warn("{} partition={} trying again: {}", duty, index, text(cause));
      retry.later(() -> step(this::follow));
    }
  }

  private Future<Void> make() {
    return maker.make().compose(this::create);
  }

  private Future<Void> create(PartitionJob.Built built) {
    if (built.job().sectors() == 0) {
      return Future.failedFuture(
          new IllegalStateException(
              "none of its %d sectors can be proven".formatted(built.skipped().count())));
    }
    if (dropped) {
      return Future.succeededFuture();
    }
    PartitionLink made =
        new PartitionLink(duty.miner, duty.window, index, built.job().id(), seed, built.skipped());
    return duty.parts
        .jobs()
        .create(built.job(), made)
        .compose(
            created -> {
              link(made);
              maker.forget();
              retry.reset();
              log.debug("{} partition={} job={} new={}", duty, index, made.job(), created);
              if (dropped && !duty.isOver()) {
                return drop();
              }
              return created ? Future.succeededFuture() : follow();
            });
  }

  private Future<Void> follow() {
    PartitionLink current = link;
    if (current == null) {
      return make();
    }
    return duty.parts
        .jobs()
        .find(current.job())
        .compose(found -> found.isEmpty() ? lost(current) : follow(current, found.get()));
  }

  /** A job that was removed is made again, unless nobody needs its proof any more. */
  private Future<Void> lost(PartitionLink current) {
    proven = null;
    link(null);
    if (duty.posted().contains(index)) {
      return Future.succeededFuture();
    }
    log.warn("{} partition={} job={} is gone, making it again", duty, index, current.job());
    return make();
  }

  private Future<Void> follow(PartitionLink current, Job job) {
    return switch (job.state()) {
      case READY, RUNNING -> {
        proven = null;
        yield Future.succeededFuture();
      }
      case SUCCEEDED ->
          proven != null
              ? Future.succeededFuture()
              : duty.parts.jobs().output(current.job()).compose(output -> take(current, output));
      case FAILED -> redoLater(job.error());
      case EXPIRED ->
          isEarly()
              ? redoLater(
                  "its job expired before the deadline closed, the machine's clock was wrong")
              : Future.succeededFuture();
    };
  }

  private boolean isEarly() {
    return duty.parts.timeline().now().wall() < duty.millisOf(duty.window.close());
  }

  private Future<Void> take(PartitionLink current, Optional<byte[]> output) {
    if (output.isEmpty()) {
      return Future.failedFuture(new IllegalStateException("job " + current.job() + " was reset"));
    }
    return duty.parts
        .background()
        .run(() -> Proven.of(current, type, Json.read(output.get(), JobOutput.class)))
        .compose(
            read -> {
              if (read.proof().length == 0) {
                return redoLater("the worker found all its sectors bad");
              }
              proven = read;
              retry.reset();
              read.tell(duty);
              whenProven.run();
              return Future.succeededFuture();
            });
  }

  private Future<Void> redoLater(String reason) {
    if (retry.failures() == 0) {
      log.error("{} partition={} no proof: {}", duty, index, reason);
    }
    retry.later(() -> step(() -> redo(reason)));
    return Future.succeededFuture();
  }

  private Future<Void> redo(String reason) {
    PartitionLink current = link;
    if (current == null) {
      return make();
    }
    log.warn("{} partition={} job={} reset: {}", duty, index, current.job(), reason);
    return duty.parts
        .jobs()
        .reset(current.job())
        .compose(reset -> reset ? Future.succeededFuture() : follow());
  }

  static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
