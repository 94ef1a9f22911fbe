package io.damocles.rpc;

import java.util.Optional;
import java.util.Set;

/** Whoever sent a request: what it may do, and how it can be reached. */
public interface RpcPeer {

  /** Whether nobody waits for an answer any more. */
  boolean isGone();

  /** What it may call. */
  default Set<RpcPermission> rights() {
    return RpcPermission.all();
  }

  /**
   * Opens a channel of values for the request of that id; empty if its connection has none (HTTP).
   */
  default Optional<RpcChannel> channel(String id) {
    return Optional.empty();
  }

  /** Ends its connection without an answer. */
  default void drop() {}
}
