package io.damocles.chain.node;

import io.damocles.chain.Cid;
import io.damocles.chain.TipSetKey;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands.
 *
 * @param cid its id on the chain; null while a messager has not signed it
 * @param height of the tipset with its receipt; -1 unless it is on the chain
 * @param tipSet null unless it is on the chain
 * @param exitCode 0 is success; -1 unless it is on the chain
 * @param text why, for people
 */
public record MessageState(
    Stage stage,
    @Nullable Cid cid,
    long height,
    @Nullable TipSetKey tipSet,
    int exitCode,
    String text) {

  /** The stages of a message. */
  public enum Stage {
    /** In the pool, or with the messager. */
    PENDING,
    /** Executed, as it was sent. */
    ON_CHAIN,
    /**
     * Executed under another id: its fees were changed. At a messager it may be another message.
     */
    REPLACED,
    /** Executed once, but not on the chain that is the best one now. */
    REVERTED,
    /** Not in the pool and not on the chain: push it again. */
    DROPPED,
    /** Can never be executed: another message took its nonce. Prepare a new one. */
    LOST,
    /** The messager gave it up. Prepare a new one. */
    FAILED
  }

  /** A message without a receipt. */
  public static MessageState of(Stage stage, @Nullable Cid cid, String text) {
    return new MessageState(stage, cid, -1, null, -1, text);
  }

  /** Whether there is a receipt. */
  public boolean isExecuted() {
    return stage == Stage.ON_CHAIN || stage == Stage.REPLACED;
  }

  /** What to say of it if it stood at {@code before}: what was executed and is not is reverted. */
  public MessageState after(MessageState before) {
    boolean reverted = before.isExecuted() && (stage == Stage.PENDING || stage == Stage.DROPPED);
    return reverted
        ? of(Stage.REVERTED, cid, "was on the chain at height " + before.height() + ", now " + text)
        : this;
  }
}
