package io.damocles.chain;

/** Bytes or JSON that the chain would not accept; the only exception that the codecs throw. */
public final class CodecException extends IllegalArgumentException {
  public CodecException(String message) {
    super(message);
  }

  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
