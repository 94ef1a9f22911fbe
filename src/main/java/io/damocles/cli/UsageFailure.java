package io.damocles.cli;

/** Flags that do not go together. */
final class UsageFailure extends RuntimeException {
  UsageFailure(String message) {
    super(message);
  }
}
