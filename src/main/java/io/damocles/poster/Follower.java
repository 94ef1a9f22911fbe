package io.damocles.poster;

import io.damocles.chain.Message;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one deadline, followed until they are final: what was dropped or reverted is sent
 * again as it is. Used from one context.
 */
final class Follower {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  /** Blocks take a message that offers enough within an epoch or two. */
  private static final long PATIENCE_EPOCHS = 5;

  private final Duty duty;
  private final MessageRecords records;
  private final Map<String, PostMessage> messages = new LinkedHashMap<>();
  private final Map<String, Long> waitsSince = new HashMap<>();

  /** Not in the pool yet, for good reason. */
  private final Set<String> beingSent = new HashSet<>();

  Follower(Duty duty) {
    this.duty = duty;
    this.records = new MessageRecords(duty);
  }

  /** Messages of an earlier life of this process; what became of the living ones is asked anew. */
  void adopt(List<PostMessage> known) {
    for (PostMessage message : known) {
      MessageState unseen = MessageState.of(Stage.PENDING, null, "not looked at since the start");
      messages.put(message.uid(), message.isDead() ? message : message.with(unseen));
    }
  }

  /** Oldest first. */
  List<PostMessage> messages(PostMessage.Kind kind) {
    return messages.values().stream().filter(message -> message.kind() == kind).toList();
  }

  /** How many came to nothing. */
  long dead(PostMessage.Kind kind) {
    return messages(kind).stream().filter(PostMessage::isDead).count();
  }

  /** How many were sent with one of these partitions. */
  long tries(PostMessage.Kind kind, List<Long> partitions) {
    return messages(kind).stream()
        .filter(message -> !Collections.disjoint(message.partitions(), partitions))
        .count();
  }

  /**
   * Stores a message, sends it, and follows it from then on.
   *
   * @param discriminator see {@link io.damocles.chain.node.MessagePool#send}
   * @return the message, once the pool has it; if it fails in doubt, it is followed all the same
   */
  Future<PostMessage> send(
      PostMessage.Kind kind,
      List<Long> partitions,
      Message message,
      PushSpec spec,
      String discriminator) {
    AtomicReference<PostMessage> stored = new AtomicReference<>();
    Set<String> begun = new HashSet<>();
    return duty.parts
        .messages()
        .send(
            message,
            spec,
            discriminator,
            prepared -> {
              MessageState sent =
                  MessageState.of(Stage.PENDING, prepared.cid().orElse(null), "sent");
              PostMessage one =
                  new PostMessage(kind, duty.miner, duty.window, partitions, prepared, sent);
              stored.set(one);
              begun.add(one.uid());
              beingSent.add(one.uid());
              return store(one);
            })
        .onComplete(ended -> beingSent.removeAll(begun))
        .map(prepared -> sent(Objects.requireNonNull(stored.get(), "sent without being stored")))
        .onFailure(failure -> refused(stored.get(), failure));
  }

  private Future<Void> store(PostMessage message) {
    return records.keep(message).onSuccess(done -> messages.put(message.uid(), message));
  }

  private PostMessage sent(PostMessage message) {
    log.info(
        "{} message={} kind={} partitions={} sent from={} head={}",
        duty,
        message.uid(),
        message.kind(),
        message.partitions(),
        message.prepared().message().from(),
        duty.head().height());
    duty.parts.listener().sent(message);
    return message;
  }

  /** What the pool has refused for certain must not keep its partitions waiting. */
  private void refused(@Nullable PostMessage message, Throwable failure) {
    if (message == null
        || !messages.containsKey(message.uid())
        || ProofMessages.isInDoubt(failure)) {
      return;
    }
    note(message.with(MessageState.of(Stage.FAILED, null, PartitionWork.text(failure))));
  }

  /** There is a new head: what could not be stored before may be now. */
  void head() {
    records.again();
  }

  private Future<Void> note(PostMessage now) {
    messages.put(now.uid(), now);
    return records.note(now);
  }

  /** Whether all that was sent is final: executed so long ago, or dead. */
  boolean isFinal(long confidence) {
    return messages.values().stream()
        .allMatch(message -> message.isDead() || isDeep(message, confidence));
  }

  /** Looks at each message that may still change; never fails. */
  Future<Void> look(long confidence) {
    List<Future<Void>> looks = new ArrayList<>();
    for (PostMessage message : List.copyOf(messages.values())) {
      if (!message.isDead() && !isDeep(message, confidence) && !beingSent.contains(message.uid())) {
        looks.add(look(message));
      }
    }
    return Future.join(looks).<Void>mapEmpty().otherwiseEmpty();
  }

  private boolean isDeep(PostMessage message, long confidence) {
    return message.isDone() && duty.head().height() >= message.state().height() + confidence;
  }

  private Future<Void> look(PostMessage message) {
    return Future.<Void>succeededFuture()
        .compose(go -> duty.parts.messages().state(message.prepared()))
        .compose(state -> seen(message, state.after(message.state())))
        .onFailure(
            failure ->
                log.warn("{} message={} {}", duty, message.uid(), PartitionWork.text(failure)))
        .otherwiseEmpty();
  }

  private Future<Void> seen(PostMessage before, MessageState state) {
    if (!before.equals(messages.get(before.uid()))) {
      return Future.succeededFuture();
    }
    PostMessage now = before.with(state);
    Future<Void> saved = Future.succeededFuture();
    if (!state.equals(before.state())) {
      saved = note(now);
      tell(now);
    }
    if (state.stage() == Stage.DROPPED || state.stage() == Stage.REVERTED) {
      return saved.compose(done -> resend(now));
    }
    return state.stage() == Stage.PENDING && waitsTooLong(now)
        ? saved.compose(done -> raise(now))
        : saved;
  }

  private boolean waitsTooLong(PostMessage message) {
    long height = duty.head().height();
    long since = waitsSince.computeIfAbsent(message.uid(), uid -> height);
    return message.kind() == PostMessage.Kind.PROOF
        && height - since >= PATIENCE_EPOCHS
        && duty.window.canLand(height);
  }

  /** A message that nobody takes into a block offers too little, or the configuration lets it. */
  private Future<Void> raise(PostMessage message) {
    waitsSince.put(message.uid(), duty.head().height());
    BigInteger cap =
        duty.settings().map(settings -> settings.gasFeeCap().atto()).orElse(BigInteger.ZERO);
    return duty.parts
        .messages()
        .raise(message.prepared(), cap, prepared -> store(again(message, prepared)))
        .compose(raised -> supersede(message, raised))
        .onFailure(
            failure ->
                log.error(
                    "{} message={} partitions={} waits in the pool, {} epochs are left: {}",
                    duty,
                    message.uid(),
                    message.partitions(),
                    duty.window.close() - duty.head().height(),
                    PartitionWork.text(failure)))
        .otherwiseEmpty();
  }

  private PostMessage again(PostMessage message, PreparedMessage prepared) {
    return new PostMessage(
        message.kind(),
        message.miner(),
        message.window(),
        message.partitions(),
        prepared,
        MessageState.of(Stage.PENDING, prepared.cid().orElse(null), "sent with a higher fee"));
  }

  private Future<Void> supersede(PostMessage message, PreparedMessage raised) {
    log.warn("{} message={} offers more now: message={}", duty, message.uid(), raised.uid());
    return note(
        message.with(
            MessageState.of(
                Stage.LOST, message.state().cid(), "its fee was raised: " + raised.uid())));
  }

  /** A reverted proof may be on its way into the new chain: sending it again does no harm. */
  private Future<Void> resend(PostMessage message) {
    boolean late = !duty.window.canLand(duty.head().height());
    if (late && message.kind() == PostMessage.Kind.PROOF) {
      return Future.succeededFuture();
    }
    log.warn("{} message={} sent again: {}", duty, message.uid(), message.state().text());
    return duty.parts.messages().push(message.prepared());
  }

  private void tell(PostMessage message) {
    MessageState state = message.state();
    if (message.isDone()) {
      log.info(
          "{} message={} kind={} partitions={} executed height={} cid={}",
          duty,
          message.uid(),
          message.kind(),
          message.partitions(),
          state.height(),
          state.cid());
      duty.parts.listener().settled(message);
    } else if (message.isDead()) {
      log.error(
          "{} message={} kind={} partitions={} came to nothing: exit={} {}",
          duty,
          message.uid(),
          message.kind(),
          message.partitions(),
          state.exitCode(),
          state.text());
      duty.parts.listener().settled(message);
    }
  }
}
