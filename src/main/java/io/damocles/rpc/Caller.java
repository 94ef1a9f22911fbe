package io.damocles.rpc;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one call, for as long as it does; used from any thread. */
public final class Caller {
  private final RpcPeer peer;
  private boolean cancelled;
  private @Nullable Runnable listener;

  /**
   * @param peer whose connection the call came by
   */
  public Caller(RpcPeer peer) {
    this.peer = peer;
  }

  /** Whether nobody waits for the answer any more. */
  public boolean isGone() {
    return isCancelled() || peer.isGone();
  }

  Set<RpcPermission> rights() {
    return peer.rights();
  }

  Optional<RpcChannel> channel(String id) {
    return peer.channel(id);
  }

  void drop() {
    peer.drop();
  }

  /** Tells the listener as soon as the call is cancelled, at once if it is already. */
  synchronized void whenCancelled(Runnable told) {
    listener = told;
    if (cancelled) {
      told.run();
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The caller took its call back. */
  synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      if (listener != null) {
        listener.run();
      }
    }
  }
}
