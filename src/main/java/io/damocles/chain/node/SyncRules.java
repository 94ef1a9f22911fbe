package io.damocles.chain.node;

import java.time.Duration;

/**
 * When a node counts as in sync.
 *
 * @param interval between two looks at every node
 * @param limit of such a look
 * @param epochsBehind how far its head may be behind the best of the nodes'
 * @param age how old its head may be, and how far in the future
 */
public record SyncRules(Duration interval, Duration limit, long epochsBehind, Duration age) {

  /** For epochs of 30 seconds. */
  public static SyncRules standard() {
    return new SyncRules(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofSeconds(180));
  }
}
