package io.damocles.chain.node;

/** Follows the head until it is cancelled. */
public interface HeadSubscription {
  void cancel();
}
