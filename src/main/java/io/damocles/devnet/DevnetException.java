package io.damocles.devnet;

/** The development chain cannot start; the message says why. */
public final class DevnetException extends RuntimeException {
  DevnetException(String message) {
    super(message);
  }

  DevnetException(String message, Throwable cause) {
    super(message, cause);
  }
}
