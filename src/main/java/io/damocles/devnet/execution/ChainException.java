package io.damocles.devnet.execution;

/** A node's answer that something cannot be done, with the text and the code that it has there. */
public final class ChainException extends RuntimeException {
  /** What most errors have. */
  public static final int ANY = 1;

  /** A message that was tried out failed. */
  public static final int REVERTED = 3;

  public static final int ACTOR_NOT_FOUND = 11;

  private final int code;

  public ChainException(int code, String message) {
    super(message);
    this.code = code;
  }

  public ChainException(String message) {
    this(ANY, message);
  }

  /** The number that clients see beside the message. */
  public int code() {
    return code;
  }

  /** The same with something in front, as a caller of the caller sees it. */
  public ChainException within(String context) {
    return new ChainException(ANY, context + ": " + getMessage());
  }
}
