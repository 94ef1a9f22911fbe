package io.damocles.chain.node;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import java.math.BigInteger;

/** Messages that differ from another one in a single member. */
final class Messages {
  private Messages() {}

  static Message withFrom(Message old, Address from) {
    return copy(old, from, old.nonce(), old.gasPremium());
  }

  static Message withNonce(Message old, long nonce) {
    return copy(old, old.from(), nonce, old.gasPremium());
  }

  static Message withPremium(Message old, BigInteger premium) {
    return copy(old, old.from(), old.nonce(), premium);
  }

  private static Message copy(Message old, Address from, long nonce, BigInteger premium) {
    return new Message(
        old.version(),
        old.to(),
        from,
        nonce,
        old.value(),
        old.gasLimit(),
        old.gasFeeCap(),
        premium,
        old.method(),
        old.params());
  }
}
