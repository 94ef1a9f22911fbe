package io.damocles.devnet.chain;

/** What becomes of the messages in tipsets that a fork replaces. */
public enum ForkMessages {
  /** They wait again; the fork's tipsets are empty, its last one takes them. */
  RETURN,
  /** The fork has them at the same heights: only the tipsets are others. */
  SAME,
  /** They are lost; their senders' nonces go back. */
  DROP
}
