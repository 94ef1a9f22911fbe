package io.damocles.poster;

import io.vertx.core.Future;
import java.util.List;

/** What the poster must not forget; a write is durable when its future completes. */
public interface PostStore {

  /** The links of a miner's deadline that opens at that epoch. */
  Future<List<PartitionLink>> links(long miner, long open);

  /** Forgets a partition's link. */
  Future<Void> unlink(long miner, long open, long partition);

  /** Stores a message, in place of what was known of it. */
  Future<Void> save(PostMessage message);

  /** The messages that were sent in a miner's deadline that opens at that epoch, oldest first. */
  Future<List<PostMessage>> messages(long miner, long open);

  /** Forgets all that is older than that, unix milliseconds; says how many rows it were. */
  Future<Integer> forget(long before);
}
