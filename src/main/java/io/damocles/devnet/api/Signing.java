package io.damocles.devnet.api;

import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.wallet.SecpKey;
import java.security.SecureRandom;

/** Signs messages with the wallet's keys. */
final class Signing {
  private static final int SEED_BYTES = 32;

  private Signing() {}

  static SignedMessage sign(SecpKey key, Message message) {
    return new SignedMessage(
        message, new Signature(Signature.SECP256K1, key.sign(message.cid().bytes())));
  }

  static byte[] random() {
    byte[] random = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
