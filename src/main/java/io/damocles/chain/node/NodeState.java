package io.damocles.chain.node;

import io.damocles.chain.SyncState;
import io.damocles.chain.TipSet;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** One node of several and what the last look at it showed. Used from one context. */
final class NodeState {
  private static final int FAILED = 5;
  private static final int DONE = 4;

  private final NodeConnection connection;
  private long height = -1;
  private @Nullable String trouble = "not looked at yet";

  NodeState(NodeConnection connection) {
    this.connection = connection;
  }

  NodeConnection connection() {
    return connection;
  }

  long height() {
    return height;
  }

  boolean isGood() {
    return trouble == null;
  }

  /** Why it is not good. */
  String trouble() {
    return trouble == null ? "" : trouble;
  }

  void suspect(String why) {
    trouble = why;
  }

  /** What a look found. */
  record Look(TipSet head, boolean syncing) {

    long ageMillis(long wallMillis) {
      return wallMillis - head.blocks().get(0).timestamp() * 1000;
    }

    /** Such a head is of another network or invented; others are not behind it. */
    boolean isOfTheFuture(long wallMillis, SyncRules rules) {
      return ageMillis(wallMillis) < -rules.age().toMillis();
    }
  }

  /** Asks for head and sync state; a node that knows no sync state has none. */
  Future<Look> look(SyncRules rules) {
    return connection
        .call(ChainNode.HEAD, rules.limit(), NodeReply.value(TipSet.class))
        .compose(
            head ->
                connection
                    .call(ChainNode.SYNC, rules.limit(), NodeReply.value(SyncState.class))
                    .map(sync -> new Look(head, isSyncing(sync, head, rules)))
                    .recover(failure -> withoutSyncState(failure, head)));
  }

  private static Future<Look> withoutSyncState(Throwable failure, TipSet head) {
    boolean fault = failure instanceof NodeException node && node.kind().isNodesFault();
    boolean refused =
        failure instanceof NodeException node && node.kind() == NodeException.Kind.NOT_ALLOWED;
    return fault && !refused
        ? Future.failedFuture(failure)
        : Future.succeededFuture(new Look(head, false));
  }

  private static boolean isSyncing(SyncState sync, TipSet head, SyncRules rules) {
    if (sync.activeSyncs() == null) {
      return false;
    }
    return sync.activeSyncs().stream()
        .filter(active -> active.stage() != DONE && active.stage() != FAILED)
        .anyMatch(
            active ->
                active.target() != null
                    && active.target().height() > head.height() + rules.epochsBehind());
  }

  void failed(Throwable failure) {
    trouble = String.valueOf(failure.getMessage());
  }

  /** Judges a look by the best head of all nodes and by the clock. */
  void judge(Look look, long best, long wallMillis, SyncRules rules) {
    height = look.head().height();
    long ageMillis = look.ageMillis(wallMillis);
    if (look.isOfTheFuture(wallMillis, rules)) {
      trouble = "head %d is %d s in the future".formatted(height, -ageMillis / 1000);
    } else if (best - height > rules.epochsBehind()) {
      trouble = "head %d is %d epochs behind".formatted(height, best - height);
    } else if (look.syncing()) {
      trouble = "head %d, syncing".formatted(height);
    } else if (ageMillis > rules.age().toMillis()) {
      trouble = "head %d is %d s old".formatted(height, ageMillis / 1000);
    } else {
      trouble = null;
    }
  }
}
