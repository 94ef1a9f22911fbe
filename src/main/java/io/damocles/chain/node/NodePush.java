package io.damocles.chain.node;

import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.vertx.core.Future;
import java.util.Locale;

/** Gives one signed message to a node and reads from its answer whether the pool has it. */
final class NodePush {
  private static final String SAME = "already exists";
  private static final String TOO_LOW = "nonce too low";
  private static final String OTHER = "replace by fee";

  private final ChainNode node;

  NodePush(ChainNode node) {
    this.node = node;
  }

  /** How it ended. */
  enum Outcome {
    /** The pool has it. */
    TAKEN,
    /** Its nonce is used up: by itself or by another message. */
    NONCE_USED,
    /** Another message with its nonce is in the pool. */
    NONCE_TAKEN
  }

  /** Fails if the node refused it for another reason, or if it is not known what became of it. */
  Future<Outcome> push(SignedMessage signed) {
    return node.push(signed).compose(cid -> taken(signed, cid)).recover(NodePush::known);
  }

  private static Future<Outcome> taken(SignedMessage signed, Cid cid) {
    return cid.equals(signed.cid())
        ? Future.succeededFuture(Outcome.TAKEN)
        : Future.failedFuture(
            new IllegalStateException(
                "pushed message " + signed.cid() + ", the node calls it " + cid));
  }

  private static Future<Outcome> known(Throwable failure) {
    if (failure instanceof NodeException no && no.kind() == NodeException.Kind.ANSWERED) {
      String text = String.valueOf(no.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains(OTHER)) {
        return Future.succeededFuture(Outcome.NONCE_TAKEN);
      } else if (text.contains(SAME)) {
        return Future.succeededFuture(Outcome.TAKEN);
      } else if (text.contains(TOO_LOW)) {
        return Future.succeededFuture(Outcome.NONCE_USED);
      }
    }
    return Future.failedFuture(failure);
  }
}
