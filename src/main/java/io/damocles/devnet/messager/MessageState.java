package io.damocles.devnet.messager;

/** Where a message of the messager is; its number on the wire is its place here. */
public enum MessageState {
  UNKNOWN,
  /** It has no nonce and no gas yet. */
  UNFILLED,
  /** It is signed and in the pool. */
  FILLED,
  ON_CHAIN,
  FAILED,
  NONCE_CONFLICT;

  int number() {
    return ordinal();
  }
}
