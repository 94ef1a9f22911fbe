package io.damocles.manager;

import org.jspecify.annotations.Nullable;

/** A proof can be neither accepted nor rejected now; the message names what is missing. */
final class VerifierUnavailableException extends Exception {
  VerifierUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
