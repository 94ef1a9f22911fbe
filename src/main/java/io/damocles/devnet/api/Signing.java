package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.wallet.Wallet;
import java.security.SecureRandom;
import java.util.Optional;

/** Signs messages with the wallet's keys. */
final class Signing {
  private static final int SEED_BYTES = 32;

  private Signing() {}

  /** Empty if the wallet has no key of that address. */
  static Optional<SignedMessage> sign(Wallet wallet, Address signer, Message message) {
    return wallet
        .sign(signer, message.cid().bytes())
        .map(data -> new SignedMessage(message, new Signature(Signature.SECP256K1, data)));
  }

  static byte[] random() {
    byte[] random = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
