package io.damocles.simulation;

import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.MessagePool;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.chain.node.NodeException.Kind;
import io.damocles.chain.node.NodeFailures;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.devnet.actor.ActorOutcome;
import io.vertx.core.Future;
import java.util.function.Function;

/** The message pool as one life of the manager sees it, through a node or a messager. */
final class SimulatedPool implements MessagePool {
  private static final String SIGNED = "m";

  private final SimulatedNode node;
  private final Mail mail;
  private final Life life;
  private final boolean messager;

  SimulatedPool(SimulatedNode node, Mail mail, Life life, boolean messager) {
    this.node = node;
    this.mail = mail;
    this.life = life;
    this.messager = messager;
  }

  @Override
  public Future<PreparedMessage> send(
      Message message,
      PushSpec spec,
      String discriminator,
      Function<PreparedMessage, Future<Void>> store) {
    Future<PreparedMessage> made =
        messager
            ? Future.succeededFuture(
                prepared(
                    message.cid() + (discriminator.isEmpty() ? "" : "-" + discriminator),
                    message,
                    spec))
            : node.call(life, "GasEstimateMessageGas", () -> estimated(message, spec));
    return made.compose(
        prepared -> store.apply(prepared).compose(stored -> push(prepared)).map(prepared));
  }

  private PreparedMessage estimated(Message message, PushSpec spec) {
    PreparedMessage prepared = prepared(SIGNED + mail.nextNonce(), message, spec);
    ActorOutcome outcome = mail.estimate(prepared);
    if (outcome.exitCode() != 0) {
      mail.refused(prepared, outcome);
      throw NodeFailures.of(
          Kind.ANSWERED,
          "message execution failed (exit=[%d], vm error=[%s])"
              .formatted(outcome.exitCode(), outcome.text()));
    }
    return prepared;
  }

  /** Whether a messager knows a message by that name: nodes sign theirs, which a nonce names. */
  static boolean isOfMessager(String uid) {
    return !uid.startsWith(SIGNED) && !uid.startsWith("stranger");
  }

  /** As the one through which it is sent knows it: a messager makes a message of its own of it. */
  private PreparedMessage own(PreparedMessage prepared) {
    return messager && !isOfMessager(prepared.uid())
        ? prepared("handed-" + prepared.uid(), prepared.message(), prepared.spec())
        : prepared;
  }

  private static PreparedMessage prepared(String uid, Message message, PushSpec spec) {
    return new PreparedMessage(uid, message, spec, null);
  }

  /** The message may arrive although its sender is dead, or hears nothing of it. */
  @Override
  public Future<Void> push(PreparedMessage given) {
    PreparedMessage prepared = own(given);
    boolean heard = mail.post(prepared);
    return node.call(
        life,
        "MpoolPush",
        () -> {
          if (!heard) {
            throw NodeFailures.of(Kind.LATE, "MpoolPush: no answer");
          }
          Letter letter = mail.find(prepared.uid());
          if (letter != null && letter.lost) {
            throw NodeFailures.of(Kind.ANSWERED, "another message used its nonce");
          }
          return null;
        });
  }

  @Override
  public Future<MessageState> state(PreparedMessage prepared) {
    return !messager && isOfMessager(prepared.uid())
        ? Future.succeededFuture(
            MessageState.of(Stage.FAILED, null, "was handed to a messager that is not there"))
        : node.call(life, "StateSearchMsg", () -> stateNow(own(prepared).uid()));
  }

  private MessageState stateNow(String uid) {
    Letter letter = mail.find(uid);
    if (letter == null) {
      return MessageState.of(Stage.DROPPED, null, "unknown");
    }
    Tip head = node.poolHead();
    for (Letter.Landing landing : letter.landings) {
      Tip tip = landing.tip();
      if (tip.height() < head.height() && tip.isOn(head)) {
        Tip receipt = head.atOrAfter(tip.height() + 1);
        TipSetKey key = receipt.tipSet().key();
        Cid cid = letter.message().cid();
        return new MessageState(
            Stage.ON_CHAIN, cid, receipt.height(), key, landing.exit(), landing.text());
      }
    }
    if (letter.lost) {
      return MessageState.of(Stage.LOST, null, "another message used its nonce");
    } else if (letter.givenUp) {
      return MessageState.of(Stage.FAILED, null, "given up by the messager");
    }
    return letter.waiting
        ? MessageState.of(Stage.PENDING, null, "in the pool")
        : MessageState.of(Stage.DROPPED, null, "neither in the pool nor on the chain");
  }
}
