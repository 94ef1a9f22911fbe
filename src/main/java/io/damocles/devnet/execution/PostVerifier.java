package io.damocles.devnet.execution;

import io.damocles.devnet.actor.WindowPostCheck;

/** Says whether a window proof is valid. */
@FunctionalInterface
public interface PostVerifier {
  boolean verify(WindowPostCheck check);
}
