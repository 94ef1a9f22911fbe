package io.damocles.devnet.messager;

/** Where a message of the messager is, with its number on the wire. */
public enum MessageState {
  UNKNOWN(0),
  /** It has no nonce and no gas yet. */
  UNFILLED(1),
  /** It is signed and in the pool. */
  FILLED(2),
  ON_CHAIN(3),
  FAILED(4),
  NONCE_CONFLICT(5);

  private final int number;

  MessageState(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
