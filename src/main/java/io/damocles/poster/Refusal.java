package io.damocles.poster;

import io.damocles.chain.node.NodeException;
import java.util.Locale;
import java.util.OptionalInt;

/** What a message's refusal says of the message. */
final class Refusal {
  /** What the actor refuses; the smaller ones are about its sender (actor.md §0). */
  private static final int FIRST_ACTOR_CODE = 16;

  /** More gas than a block has: fewer proofs need less. */
  private static final int OUT_OF_GAS = 7;

  private Refusal() {}

  /**
   * Whether it is about what the message contains, so that its proofs may be good in messages of
   * their own; a nonce that is used, a wallet without the key or an empty purse say nothing of
   * them.
   */
  static boolean isOfContent(Throwable failure) {
    return failure instanceof WrongProofException
        || (failure instanceof NodeException node && isOfContent(node.exitCode()));
  }

  /** Whether a message was executed and its content refused. */
  static boolean isOfContent(PostMessage message) {
    return message.state().isExecuted() && isOfContent(OptionalInt.of(message.state().exitCode()));
  }

  private static boolean isOfContent(OptionalInt exitCode) {
    return exitCode.isPresent()
        && (exitCode.getAsInt() >= FIRST_ACTOR_CODE || exitCode.getAsInt() == OUT_OF_GAS);
  }

  /** Whether the actor has a proof of it already (lotus-node.md §2). */
  static boolean isAlreadyProven(Throwable failure) {
    return failure instanceof NodeException node
        && node.exitCode().isPresent()
        && String.valueOf(node.getMessage()).toLowerCase(Locale.ROOT).contains("already proven");
  }
}
