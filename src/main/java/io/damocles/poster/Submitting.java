package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.TipSet;
import io.damocles.config.ManagerConfig;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the proofs of one deadline on chain. It decides anew at each head and each proof from what
 * the chain shows: a partition is sent if it is proven here, not on chain, and in no message that
 * may still get there. Used from one context.
 */
final class Submitting {
  private static final Logger log = LoggerFactory.getLogger(Submitting.class);

  /** What the actor takes in one message (actor.md §1); no node's call tells it. */
  private static final long MOST_PARTITIONS = 3;

  /** By then the chain shows the message that a refusal spoke of, or it was dropped. */
  private static final long BELIEVED_EPOCHS = 4;

  private final Duty duty;
  private final Proving proving;
  private final Follower follower;
  private final ProofMessages sending;
  private final Retry retry;
  private BitField everPosted = BitField.EMPTY;
  private final Steps steps = new Steps(this::notYet);

  /** Until which height a refusal is believed that says that a partition is proven. */
  private final Map<Long, Long> saidProven = new HashMap<>();

  private boolean apart;
  private boolean following;
  private long postedAt;
  private long looks;
  private long lastSeen;
  private boolean headIsNew;
  private boolean stopped;

  Submitting(Duty duty, Proving proving, Follower follower) {
    this.duty = duty;
    this.proving = proving;
    this.follower = follower;
    this.sending = new ProofMessages(duty, new Dispatch(duty, follower));
    this.retry = new Retry(duty.parts.timeline());
  }

  /** There is a new head. */
  void head() {
    headIsNew = true;
    follower.head();
    follow();
    wake();
  }

  /** There is a new proof, or something to try again. */
  void wake() {
    if (!stopped) {
      steps.take(this::lookAndSend);
    }
  }

  private Future<Void> lookAndSend() {
    if (stopped) {
      return Future.succeededFuture();
    }
    Future<Void> looked = headIsNew ? look() : Future.succeededFuture();
    headIsNew = false;
    return looked.transform(seen -> send().onSuccess(sent -> sentAfter(seen)));
  }

  /** Without having seen it is sent too, since whoever estimates a message refuses doubles. */
  private void sentAfter(AsyncResult<Void> seen) {
    if (seen.succeeded()) {
      retry.reset();
    } else {
      log.warn("{} unknown what is proven on chain: {}", duty, PartitionWork.text(seen.cause()));
      lookAgain();
    }
  }

  private void notYet(Throwable cause) {
    log.warn("{} not sent yet: {}", duty, PartitionWork.text(cause));
    lookAgain();
  }

  private void lookAgain() {
    if (!stopped) {
      headIsNew = true;
      retry.later(this::wake);
    }
  }

  void stop() {
    stopped = true;
    retry.cancel();
  }

  /** Partitions that were seen proven on chain, or whose message was executed. */
  Set<Long> proven() {
    Set<Long> proven = new HashSet<>();
    everPosted.stream().forEach(proven::add);
    for (PostMessage message : follower.messages(PostMessage.Kind.PROOF)) {
      if (message.isDone()) {
        proven.addAll(message.partitions());
      }
    }
    return proven;
  }

  /** A node that is slow to say what became of one message must not keep the other proofs. */
  private void follow() {
    if (following || stopped) {
      return;
    }
    following = true;
    follower
        .look(duty.confidence())
        .onComplete(
            done -> {
              following = false;
              wake();
            });
  }

  private Future<Void> look() {
    TipSet head = duty.head();
    boolean idle = proving.isPlanned() && !proving.hasWork();
    if (head.height() < duty.window.open() || head.height() >= duty.window.close() || idle) {
      return Future.succeededFuture();
    }
    long number = ++looks;
    Future<Void> seen =
        duty.parts
            .chain()
            .deadlines(duty.address, head.key())
            .map(all -> seen(number, head, Proving.posted(all, duty.window.index())));
    return Patience.with(duty.parts.timeline(), duty.patienceMillis(), seen);
  }

  private @Nullable Void seen(long number, TipSet head, BitField posted) {
    if (number > lastSeen) {
      lastSeen = number;
      duty.posted(posted);
      postedAt = head.height();
      everPosted = everPosted.plus(posted);
      proving.complete(posted);
    }
    return null;
  }

  private Future<Void> send() {
    ManagerConfig.Post settings = duty.settings().orElse(null);
    long height = duty.head().height();
    if (settings == null
        || !duty.window.couldSubmit(height, settings)
        || !duty.window.canLand(height)
        || duty.isOver()) {
      return Future.succeededFuture();
    }
    List<Proven> ready = ready();
    if (ready.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<Boolean> same = proving.checkSeed();
    Future<List<MergePlan.Candidate<Proven>>> loaded = sending.load(ready);
    return Future.all(same, loaded)
        .compose(
            done ->
                same.result()
                    ? sendAll(groups(loaded.result(), settings), settings)
                    : Future.succeededFuture());
  }

  private List<Proven> ready() {
    return owed().stream().flatMap(work -> work.proven().stream()).toList();
  }

  /** The partitions that are neither on chain nor in a message that may get there. */
  private List<PartitionWork> owed() {
    Set<Long> underWay = new HashSet<>();
    for (PostMessage message : follower.messages(PostMessage.Kind.PROOF)) {
      if (mayStillCount(message) && !isSpoiled(message)) {
        underWay.addAll(message.partitions());
      }
    }
    return proving.works().values().stream()
        .filter(work -> !isSettled(work.index()) && !underWay.contains(work.index()))
        .toList();
  }

  private boolean isSettled(long partition) {
    return duty.posted().contains(partition)
        || saidProven.getOrDefault(partition, 0L) > duty.head().height();
  }

  /**
   * A message that is done and yet not seen in the state two epochs later was another one that took
   * its place.
   */
  private boolean mayStillCount(PostMessage message) {
    return !message.isDead() && !(message.isDone() && postedAt > message.state().height() + 2);
  }

  /**
   * A message of which some partitions are on chain and others are not: another one proved the
   * first, so the actor takes it no more, and a messager that cannot estimate it never sends it.
   */
  private boolean isSpoiled(PostMessage message) {
    return !message.isDone()
        && message.partitions().stream().anyMatch(duty.posted()::contains)
        && !message.partitions().stream().allMatch(duty.posted()::contains);
  }

  private List<List<MergePlan.Candidate<Proven>>> groups(
      List<MergePlan.Candidate<Proven>> loaded, ManagerConfig.Post settings) {
    if (loaded.isEmpty()) {
      return List.of();
    }
    PartitionWork any = proving.works().get(loaded.get(0).proof().partition());
    if (any == null) {
      return List.of();
    }
    long configured = settings.maxPartitionsPerPoStMessage();
    long most =
        isApart() || !WindowProofs.canMerge(any.type())
            ? 1
            : configured > 0 ? Math.min(configured, MOST_PARTITIONS) : MOST_PARTITIONS;
    List<List<MergePlan.Candidate<Proven>>> groups =
        MergePlan.groups(loaded, any.type().partitionSectors(), most);
    boolean waits = shouldWait(loaded);
    return groups.stream().filter(group -> group.size() >= most || !waits).toList();
  }

  /** Whether proofs that were put together were refused, which they may not be one by one. */
  private boolean isApart() {
    return apart
        || follower.messages(PostMessage.Kind.PROOF).stream()
            .anyMatch(one -> one.partitions().size() > 1 && Refusal.isOfContent(one));
  }

  /**
   * A message that is not full waits for the proofs that are still being made, or were made just
   * now, in the first half of the window only: one message less is never worth a proof that comes
   * too late.
   */
  private boolean shouldWait(List<MergePlan.Candidate<Proven>> loaded) {
    long half = (duty.window.open() + duty.window.close()) / 2;
    Set<Long> atHand =
        loaded.stream().map(one -> one.proof().partition()).collect(Collectors.toSet());
    return duty.head().height() < half
        && owed().stream().anyMatch(work -> !atHand.contains(work.index()));
  }

  private Future<Void> sendAll(
      List<List<MergePlan.Candidate<Proven>>> groups, ManagerConfig.Post settings) {
    List<Future<Void>> all = new ArrayList<>();
    for (List<MergePlan.Candidate<Proven>> group : groups) {
      all.add(sending.send(group, settings).recover(failure -> failed(group, failure)));
    }
    return Future.join(all).mapEmpty();
  }

  private Future<Void> failed(List<MergePlan.Candidate<Proven>> group, Throwable failure) {
    long first = group.get(0).proof().partition();
    if (group.size() > 1 && Refusal.isOfContent(failure)) {
      log.warn("{} proofs go one by one from now on", duty);
      apart = true;
    } else if (failure instanceof WrongProofException) {
      Optional.ofNullable(proving.works().get(first))
          .ifPresent(work -> work.refuse(PartitionWork.text(failure)));
    } else if (Refusal.isAlreadyProven(failure)) {
      log.info("{} partition={} is proven by another message", duty, first);
      saidProven.put(first, duty.head().height() + BELIEVED_EPOCHS);
      return Future.succeededFuture();
    }
    return Future.failedFuture(failure);
  }
}
