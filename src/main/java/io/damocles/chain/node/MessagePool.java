package io.damocles.chain.node;

import io.damocles.chain.Message;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Sends messages so that each is executed once, whatever answers are lost: what is sent is fixed
 * and stored before it is sent, and sending it again does no harm.
 *
 * <p>Through a node, that is the signed message itself: its nonce can be used once only. Letting
 * the node sign (MpoolPushMessage) was not chosen, since a lost answer then leaves a message whose
 * id and nonce nobody knows, and the node recognises a repeated MsgUuid only until it restarts and
 * only itself. Through a messager it is a uid, which its database keeps once only.
 */
public interface MessagePool {

  /**
   * Prepares a message, stores it and sends it. Messages of one sender go one after the other.
   *
   * @param discriminator sets messages of the same content apart, such as the same declaration in
   *     another proving period or one more try; may be empty
   * @param store keeps the prepared message; nothing is sent unless it succeeds
   * @return what was stored; fails with {@link NodeException}: if {@link NodeException#isInDoubt},
   *     {@link #push} what was stored again; otherwise nothing was sent
   */
  Future<PreparedMessage> send(
      Message message,
      PushSpec spec,
      String discriminator,
      Function<PreparedMessage, Future<Void>> store);

  /**
   * Sends a stored message, for the first time or again. Done once the pool has it, or the chain.
   */
  Future<Void> push(PreparedMessage prepared);

  /**
   * Offers more for a message that waits: the same content in the same place, so that only one of
   * the two can be executed.
   *
   * @param feeCap the most that a unit of gas may cost, in attoFIL; 0: as much as it takes
   * @param store keeps the new one; nothing is sent unless it succeeds
   * @return the new one; fails if no more can be offered, and then the old one stands
   */
  default Future<PreparedMessage> raise(
      PreparedMessage prepared, BigInteger feeCap, Function<PreparedMessage, Future<Void>> store) {
    return Future.failedFuture(
        new UnsupportedOperationException("whoever signs the messages prices them"));
  }

  /** Where it stands now, by the best chain that the node knows. */
  Future<MessageState> state(PreparedMessage prepared);
}
