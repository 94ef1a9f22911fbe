package io.damocles.devnet.pool;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import java.math.BigInteger;
import java.util.Arrays;

/** Messages made from other ones. */
public final class Messages {
  private Messages() {}

  public static Message withGas(
      Message message, long gasLimit, BigInteger feeCap, BigInteger premium) {
    return new Message(
        message.version(),
        message.to(),
        message.from(),
        message.nonce(),
        message.value(),
        gasLimit,
        feeCap,
        premium,
        message.method(),
        message.params());
  }

  public static Message withNonce(Message message, long nonce) {
    return from(message, message.from(), nonce);
  }

  public static Message from(Message message, Address sender, long nonce) {
    return new Message(
        message.version(),
        message.to(),
        sender,
        nonce,
        message.value(),
        message.gasLimit(),
        message.gasFeeCap(),
        message.gasPremium(),
        message.method(),
        message.params());
  }

  /** Whether two messages do the same and differ in gas at most. */
  public static boolean sameCall(Message one, Message other) {
    return one.version() == other.version()
        && one.to().equals(other.to())
        && one.from().equals(other.from())
        && one.nonce() == other.nonce()
        && one.value().equals(other.value())
        && one.method() == other.method()
        && Arrays.equals(bytes(one), bytes(other));
  }

  private static byte[] bytes(Message message) {
    byte[] params = message.params();
    return params == null ? new byte[0] : params;
  }
}
