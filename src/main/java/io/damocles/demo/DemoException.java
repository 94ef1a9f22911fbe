package io.damocles.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message says why. */
final class DemoException extends RuntimeException {
  DemoException(String message) {
    super(message);
  }

  DemoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
