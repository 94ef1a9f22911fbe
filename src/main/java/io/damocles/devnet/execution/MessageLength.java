package io.damocles.devnet.execution;

import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;

/** How many bytes a message has in a block. */
public final class MessageLength {
  private static final int SECP_SIGNATURE = 65;

  private MessageLength() {}

  /** With its signature, unless that is BLS: those are in blocks without it. */
  public static int of(SignedMessage signed) {
    int message = signed.message().encode().length;
    return signed.signature().type() == Signature.BLS
        ? message
        : signed(message, signed.signature().data().length);
  }

  /** As it will be when it is signed with a secp256k1 key. */
  public static int onceSigned(Message message) {
    return signed(message.encode().length, SECP_SIGNATURE);
  }

  /** An array of two, the second member a byte string: the type, then the signature. */
  private static int signed(int message, int signature) {
    int head = signature + 1 < 24 ? 1 : signature + 1 < 256 ? 2 : 3;
    return 1 + message + head + 1 + signature;
  }
}
