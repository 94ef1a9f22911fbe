package io.damocles.chain.node;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.MessageState.Stage;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends through a node: estimates, signs with its wallet, stores, and pushes the signed bytes. */
public final class NodeMessagePool implements MessagePool {
  private static final Logger log = LoggerFactory.getLogger(NodeMessagePool.class);

  /** Others may use the same sender and be faster; after so many times something else is wrong. */
  private static final int MOST_TRIES = 3;

  private final ChainNode node;
  private final NodePush pushes;
  private final SenderQueue senders = new SenderQueue();

  /** The key of an account never changes. */
  private final Map<Address, Address> keys = new ConcurrentHashMap<>();

  private final Map<Address, List<PreparedMessage>> inDoubt = new HashMap<>();

  public NodeMessagePool(ChainNode node) {
    this.node = node;
    this.pushes = new NodePush(node);
  }

  @Override
  public Future<PreparedMessage> send(
      Message message,
      PushSpec spec,
      String discriminator,
      Function<PreparedMessage, Future<Void>> store) {
    return key(message.from())
        .compose(
            sender ->
                senders.run(
                    sender,
                    () ->
                        settle(sender)
                            .compose(
                                settled ->
                                    attempt(
                                        Messages.withFrom(message, sender),
                                        spec,
                                        store,
                                        MOST_TRIES))));
  }

  @Override
  public Future<Void> push(PreparedMessage prepared) {
    SignedMessage signed = signed(prepared);
    return pushes
        .push(signed)
        .compose(
            outcome ->
                outcome == NodePush.Outcome.TAKEN
                    ? Future.<Void>succeededFuture()
                    : onlyIfOurs(prepared));
  }

  @Override
  public Future<PreparedMessage> raise(
      PreparedMessage prepared, BigInteger feeCap, Function<PreparedMessage, Future<Void>> store) {
    Message old = signed(prepared).message();
    return node.head()
        .compose(
            head ->
                node.sign(
                    old.from(), FeeRaise.of(old, feeCap, head.blocks().get(0).parentBaseFee())))
        .map(
            signed ->
                new PreparedMessage(
                    signed.cid().toString(), prepared.message(), prepared.spec(), signed))
        .compose(raised -> store.apply(raised).compose(stored -> push(raised)).map(raised));
  }

  @Override
  public Future<MessageState> state(PreparedMessage prepared) {
    SignedMessage signed = prepared.signed();
    return signed == null
        ? Future.succeededFuture(
            MessageState.of(
                Stage.FAILED, null, "was handed to a messager that is not configured any more"))
        : node.head().compose(head -> stateAt(signed, head));
  }

  /**
   * A push whose end is not known might still be the owner of the next nonce: it is sent again
   * before another message of its sender is made. If the nonce is used, by whomever, the next one
   * is free.
   */
  private Future<Void> settle(Address sender) {
    List<PreparedMessage> open;
    synchronized (inDoubt) {
      open = List.copyOf(inDoubt.getOrDefault(sender, List.of()));
    }
    Future<Void> all = Future.succeededFuture();
    for (PreparedMessage one : open) {
      all =
          all.compose(
              before ->
                  pushes
                      .push(signed(one))
                      .<Void>mapEmpty()
                      .recover(NodeMessagePool::unlessInDoubt)
                      .onSuccess(x -> settled(one)));
    }
    return all;
  }

  private static Future<Void> unlessInDoubt(Throwable failure) {
    return failure instanceof NodeException no && no.isInDoubt()
        ? Future.failedFuture(failure)
        : Future.succeededFuture();
  }

  private void settled(PreparedMessage one) {
    synchronized (inDoubt) {
      inDoubt.getOrDefault(signed(one).message().from(), new ArrayList<>()).remove(one);
    }
  }

  private void doubted(PreparedMessage one) {
    synchronized (inDoubt) {
      inDoubt.computeIfAbsent(signed(one).message().from(), key -> new ArrayList<>()).add(one);
    }
  }

  private Future<PreparedMessage> attempt(
      Message message, PushSpec spec, Function<PreparedMessage, Future<Void>> store, int tries) {
    return prepare(message, spec)
        .compose(
            prepared ->
                store
                    .apply(prepared)
                    .compose(stored -> pushes.push(signed(prepared)))
                    .onFailure(failure -> noteDoubt(prepared, failure))
                    .compose(outcome -> judged(prepared, outcome, message, spec, store, tries)));
  }

  private void noteDoubt(PreparedMessage prepared, Throwable failure) {
    if (failure instanceof NodeException no && no.isInDoubt()) {
      doubted(prepared);
    }
  }

  private Future<PreparedMessage> judged(
      PreparedMessage prepared,
      NodePush.Outcome outcome,
      Message message,
      PushSpec spec,
      Function<PreparedMessage, Future<Void>> store,
      int tries) {
    if (outcome == NodePush.Outcome.TAKEN || tries <= 1) {
      return outcome == NodePush.Outcome.TAKEN
          ? Future.succeededFuture(prepared)
          : onlyIfOurs(prepared).map(prepared);
    }
    log.warn(
        "sender={} nonce={} taken by another message, preparing anew",
        signed(prepared).message().from(),
        Long.toUnsignedString(signed(prepared).message().nonce()));
    return attempt(message, spec, store, tries - 1);
  }

  private Future<PreparedMessage> prepare(Message message, PushSpec spec) {
    return node.estimateGas(message, spec.maxFee(), TipSetKey.HEAD)
        .map(estimated -> priced(estimated, spec))
        .compose(
            priced ->
                node.nextNonce(message.from())
                    .compose(nonce -> node.sign(message.from(), Messages.withNonce(priced, nonce))))
        .map(signed -> new PreparedMessage(signed.cid().toString(), message, spec, signed));
  }

  private Future<Void> onlyIfOurs(PreparedMessage prepared) {
    return state(prepared)
        .compose(
            state ->
                state.isExecuted() || state.stage() == Stage.PENDING
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new NodeException(
                            NodeException.Kind.ANSWERED,
                            1,
                            "message " + prepared.uid() + ": " + state.text(),
                            null)));
  }

  /** One view of the chain for all questions, so that a new head between them cannot mislead. */
  private Future<MessageState> stateAt(SignedMessage signed, TipSet head) {
    return node.searchMessage(head.key(), signed.cid())
        .recover(NodeMessagePool::unknownMessage)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(executed(signed, found.get()))
                    : notExecuted(signed, head));
  }

  /** A node that never saw the message says so by an error, as it does where its nonce is used. */
  private static Future<Optional<MessageLookup>> unknownMessage(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean answered =
        failure instanceof NodeException no && no.kind() == NodeException.Kind.ANSWERED;
    return answered && (text.contains("could not find") || text.contains("equal nonce"))
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }

  private static MessageState executed(SignedMessage signed, MessageLookup found) {
    boolean same =
        found.message().equals(signed.cid()) || found.message().equals(signed.message().cid());
    return new MessageState(
        same ? Stage.ON_CHAIN : Stage.REPLACED,
        found.message(),
        found.height(),
        found.tipSet(),
        found.receipt().exitCode(),
        "executed at height " + found.height());
  }

  private Future<MessageState> notExecuted(SignedMessage signed, TipSet head) {
    Cid cid = signed.cid();
    long nonce = signed.message().nonce();
    return node.actor(signed.message().from(), head.key())
        .compose(
            sender ->
                Long.compareUnsigned(sender.nonce(), nonce) > 0
                    ? Future.succeededFuture(
                        MessageState.of(
                            Stage.LOST,
                            cid,
                            "another message used its nonce " + Long.toUnsignedString(nonce)))
                    : node.pendingMessages(head.key())
                        .compose(
                            pool ->
                                inPool(cid, pool)
                                    ? Future.succeededFuture(
                                        MessageState.of(Stage.PENDING, cid, "in the pool"))
                                    : outsideOfPool(signed, head)));
  }

  /** The head's own messages are in no pool any more and have no receipts yet. */
  private Future<MessageState> outsideOfPool(SignedMessage signed, TipSet head) {
    List<Future<List<Cid>>> blocks = head.cids().stream().map(node::blockMessages).toList();
    return Future.all(blocks)
        .map(
            read -> {
              boolean included =
                  blocks.stream()
                      .flatMap(block -> block.result().stream())
                      .anyMatch(
                          one -> one.equals(signed.cid()) || one.equals(signed.message().cid()));
              return included
                  ? MessageState.of(Stage.PENDING, signed.cid(), "in the head's blocks")
                  : MessageState.of(
                      Stage.DROPPED, signed.cid(), "neither in the pool nor on the chain");
            });
  }

  private static boolean inPool(Cid cid, List<SignedMessage> pool) {
    return pool.stream().anyMatch(pending -> pending.cid().equals(cid));
  }

  private Future<Address> key(Address sender) {
    Address known = sender.isId() ? keys.get(sender) : sender;
    return known == null
        ? node.accountKey(sender, TipSetKey.HEAD).onSuccess(key -> keys.put(sender, key))
        : Future.succeededFuture(known);
  }

  private static Message priced(Message estimated, PushSpec spec) {
    BigInteger premium = estimated.gasPremium();
    if (spec.gasOverPremium() > 0) {
      premium =
          new BigDecimal(premium)
              .multiply(BigDecimal.valueOf(spec.gasOverPremium()))
              .setScale(0, RoundingMode.CEILING)
              .toBigInteger();
    }
    return Messages.withPremium(estimated, premium.min(estimated.gasFeeCap()));
  }

  private static SignedMessage signed(PreparedMessage prepared) {
    SignedMessage signed = prepared.signed();
    if (signed == null) {
      throw new IllegalArgumentException(
          "message " + prepared.uid() + " was prepared for a messager, not for a node");
    }
    return signed;
  }
}
