package io.damocles.chain.node;

import io.damocles.rpc.ResultReader;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls of a node by name: of one, or of whichever of several is good. */
interface ChainCalls {

  /**
   * Calls; fails with {@link NodeException} and nothing else.
   *
   * @param limit for all that it takes, trying other nodes included
   * @param params written as a JSON array
   */
  <T extends @Nullable Object> Future<T> call(
      String method, Duration limit, ResultReader<T> reader, @Nullable Object... params);

  /** Follows the chain's head until cancelled, over losses of connections and nodes. */
  HeadSubscription heads(HeadListener listener);
}
