package io.damocles.cli;

import org.jspecify.annotations.Nullable;

/** Unsigned whole numbers of a command line. */
final class Indexes {
  private Indexes() {}

  /**
   * Reads a number; fails with usage.
   *
   * @param what it counts, for the error
   */
  static long parse(String what, @Nullable String text) {
    try {
      return Long.parseUnsignedLong(String.valueOf(text));
    } catch (NumberFormatException notANumber) {
      throw new UsageFailure(what + ": expected a whole number from 0, got \"" + text + "\"");
    }
  }
}
