package io.damocles.sector;

/** A store did not answer; nothing is known of what was asked. */
final class StoreSilentException extends Exception {
  StoreSilentException(String message) {
    super(message);
  }
}
