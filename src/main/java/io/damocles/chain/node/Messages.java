package io.damocles.chain.node;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import java.math.BigInteger;

/** Messages that differ from another one in a member or two. */
final class Messages {
  private Messages() {}

  static Message withFrom(Message old, Address from) {
    return copy(old, from, old.nonce(), old.gasFeeCap(), old.gasPremium());
  }

  static Message withNonce(Message old, long nonce) {
    return copy(old, old.from(), nonce, old.gasFeeCap(), old.gasPremium());
  }

  static Message withPremium(Message old, BigInteger premium) {
    return withPrice(old, old.gasFeeCap(), premium);
  }

  static Message withPrice(Message old, BigInteger feeCap, BigInteger premium) {
    return copy(old, old.from(), old.nonce(), feeCap, premium);
  }

  private static Message copy(
      Message old, Address from, long nonce, BigInteger feeCap, BigInteger premium) {
    return new Message(
        old.version(),
        old.to(),
        from,
        nonce,
        old.value(),
        old.gasLimit(),
        feeCap,
        premium,
        old.method(),
        old.params());
  }
}
