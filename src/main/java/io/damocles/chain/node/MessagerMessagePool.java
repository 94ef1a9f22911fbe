package io.damocles.chain.node;

import io.damocles.chain.Message;
import io.damocles.chain.Receipt;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * Sends through venus-messager, which estimates, signs, prices and repeats by itself. A message is
 * known there by its uid, which comes from its content as in damocles.
 */
public final class MessagerMessagePool implements MessagePool {
  private final MessagerClient messager;

  /** Calls the messager at that address; each call may take as long as the limit. */
  public MessagerMessagePool(Vertx vertx, NodeAddress address, SocketRules rules, Duration limit) {
    this.messager = new MessagerClient(vertx, address, rules, limit);
  }

  @Override
  public Future<PreparedMessage> send(
      Message message,
      PushSpec spec,
      String discriminator,
      Function<PreparedMessage, Future<Void>> store) {
    String uid = message.cid() + (discriminator.isEmpty() ? "" : "-" + discriminator);
    PreparedMessage prepared = new PreparedMessage(uid, message, spec, null);
    return store.apply(prepared).compose(stored -> push(prepared)).map(prepared);
  }

  /**
   * A repeated uid is an error at the messager, with no code of its own: whatever the failure, it
   * is asked whether it has the message.
   */
  @Override
  public Future<Void> push(PreparedMessage prepared) {
    return messager
        .push(prepared.uid(), prepared.message(), prepared.spec())
        .<Void>mapEmpty()
        .recover(failure -> unlessThere(prepared.uid(), failure));
  }

  @Override
  public Future<MessageState> state(PreparedMessage prepared) {
    String uid = prepared.uid();
    return messager
        .message(uid)
        .map(MessagerMessagePool::state)
        .recover(failure -> unlessMissing(uid, failure));
  }

  public Future<Void> close() {
    return messager.close();
  }

  private Future<Void> unlessThere(String uid, Throwable failure) {
    return messager
        .has(uid)
        .transform(
            known ->
                known.succeeded() && known.result()
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  private Future<MessageState> unlessMissing(String uid, Throwable failure) {
    return messager
        .has(uid)
        .transform(
            known ->
                known.succeeded() && !known.result()
                    ? Future.succeededFuture(
                        MessageState.of(Stage.DROPPED, null, "unknown to the messager"))
                    : Future.failedFuture(failure));
  }

  private static MessageState state(MessagerMessage message) {
    Stage stage =
        switch (message.state()) {
          case 3 -> Stage.ON_CHAIN;
          case 4 -> Stage.FAILED;
          case 5 -> Stage.REPLACED;
          default -> Stage.PENDING;
        };
    Receipt receipt = message.receipt();
    if (receipt == null || stage == Stage.PENDING || stage == Stage.FAILED) {
      Stage honest = stage == Stage.FAILED ? Stage.FAILED : Stage.PENDING;
      return MessageState.of(honest, message.signedCid(), text(message));
    }
    return new MessageState(
        stage,
        message.signedCid(),
        message.height(),
        message.tipSetKey(),
        receipt.exitCode(),
        text(message));
  }

  private static String text(MessagerMessage message) {
    String error = message.errorMsg();
    return "messager's state "
        + message.state()
        + (error == null || error.isEmpty() ? "" : ": " + error);
  }
}
