package io.damocles.poster;

import io.damocles.chain.TipSet;
import io.damocles.config.ManagerConfig;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One deadline of one miner from its challenge until its last message is final. It is told each
 * head and does what is due then; whatever it must not forget is in the store. Used from one
 * context.
 */
final class DeadlineRun {
  private static final Logger log = LoggerFactory.getLogger(DeadlineRun.class);

  /** How long after the close it waits for its messages to become final. */
  private static final long LONGEST_WAIT_EPOCHS = 120;

  private final Duty duty;
  private final Proving proving;
  private final Follower follower;
  private final Submitting submitting;
  private final Recovering recovering;
  private final Retry retry;
  private boolean loaded;
  private boolean loading;
  private boolean reported;

  /**
   * @param target the deadline whose recoveries are declared meanwhile
   */
  DeadlineRun(Duty duty, ProvingWindow target) {
    this.duty = duty;
    this.follower = new Follower(duty);
    this.proving = new Proving(duty, this::proven);
    this.submitting = new Submitting(duty, proving, follower);
    this.recovering = new Recovering(duty, follower, target);
    this.retry = new Retry(duty.parts.timeline());
  }

  ProvingWindow window() {
    return duty.window;
  }

  /**
   * There is a new head.
   *
   * @param reverted whether tipsets were taken back before it
   */
  void head(TipSet head, boolean reverted) {
    duty.head(head);
    if (reverted) {
      proving.challenge().doubt();
    }
    if (!loaded) {
      load();
      return;
    }
    if (proving.isPlanned()
        && proving.challenge().isInDoubt()
        && duty.window.isActive(head.height())) {
      proving
          .checkSeed()
          .onFailure(failure -> log.warn("{} {}", duty, PartitionWork.text(failure)));
    }
    step();
  }

  /** A job ended, was reset or removed. */
  void job(String id) {
    PartitionWork work = duty.works.get(id);
    if (work != null) {
      work.look();
    }
  }

  /** Whether nothing is left to do. */
  boolean isOver() {
    long height = duty.head().height();
    long confidence = duty.confidence();
    return reported
        && (follower.isFinal(confidence)
            || height >= duty.window.close() + confidence + LONGEST_WAIT_EPOCHS);
  }

  /** Ends all waiting; what is stored stays for the next life. */
  void stop() {
    duty.end();
    retry.cancel();
    proving.stop();
    submitting.stop();
    recovering.stop();
  }

  private void load() {
    if (loading) {
      return;
    }
    loading = true;
    Future.<Void>succeededFuture()
        .compose(go -> stored())
        .onComplete(
            read -> {
              loading = false;
              if (read.failed()) {
                log.error("{} not begun: {}", duty, PartitionWork.text(read.cause()));
                retry.later(this::load);
                return;
              }
              loaded = true;
              step();
            });
  }

  private Future<Void> stored() {
    Future<List<PartitionLink>> links = duty.parts.store().links(duty.miner, duty.window.open());
    Future<List<PostMessage>> messages =
        duty.parts.store().messages(duty.miner, duty.window.open());
    return Future.all(links, messages)
        .map(
            read -> {
              proving.adopt(links.result());
              follower.adopt(messages.result());
              return null;
            });
  }

  private void step() {
    if (duty.isOver()) {
      return;
    }
    long height = duty.head().height();
    Optional<ManagerConfig.Post> settings = duty.settings();
    if (duty.window.isActive(height)) {
      boolean due = settings.filter(post -> duty.window.shouldStart(height, post)).isPresent();
      if (due) {
        proving.begin();
        proving.lookAgain();
        recovering.begin();
      } else if (settings.filter(ManagerConfig.Post::enabled).isPresent()) {
        proving.prepare();
      }
    }
    submitting.head();
    if (height >= duty.window.close() && !reported) {
      report();
    }
  }

  private void tellNeverBegun() {
    if (duty.settings().filter(ManagerConfig.Post::enabled).isPresent()) {
      log.error("{} closed before the chain told what was to be proven", duty);
    }
  }

  private void proven() {
    submitting.wake();
  }

  private void report() {
    reported = true;
    if (!proving.isPlanned()) {
      tellNeverBegun();
      return;
    }
    Set<Long> proven = submitting.proven();
    List<Long> missed =
        proving.works().keySet().stream().filter(index -> !proven.contains(index)).toList();
    long skipped =
        proving.works().values().stream()
            .flatMap(work -> work.proven().stream())
            .mapToLong(one -> one.skipped().count())
            .sum();
    int messages =
        (int)
            follower.messages(PostMessage.Kind.PROOF).stream().filter(PostMessage::isDone).count();
    DeadlineReport report =
        new DeadlineReport(duty.window, proving.works().size(), missed, skipped, messages);
    if (missed.isEmpty()) {
      log.info(
          "{} closed partitions={} proven={} messages={} skipped_sectors={}",
          duty,
          report.partitions(),
          report.proven(),
          messages,
          skipped);
    } else {
      log.error(
          "{} closed partitions={} proven={} MISSED={} messages={}",
          duty,
          report.partitions(),
          report.proven(),
          missed,
          messages);
    }
    duty.parts.listener().closed(duty.miner, report);
    proving.stop();
  }
}
