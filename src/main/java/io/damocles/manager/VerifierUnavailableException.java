package io.damocles.manager;

/** A proof can be neither accepted nor rejected now; the message names what is missing. */
final class VerifierUnavailableException extends Exception {
  VerifierUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
