package io.damocles.devnet.execution;

import io.damocles.chain.Address;
import java.math.BigInteger;

/**
 * Somebody who can send messages.
 *
 * @param id unsigned
 * @param key the address of its key
 * @param nonce the next message's, unsigned
 * @param balance in atto
 */
public record Account(long id, Address key, long nonce, BigInteger balance) {

  Account spend(BigInteger amount) {
    return new Account(id, key, nonce, balance.subtract(amount));
  }

  Account receive(BigInteger amount) {
    return new Account(id, key, nonce, balance.add(amount));
  }

  Account withNextNonce() {
    return new Account(id, key, nonce + 1, balance);
  }
}
