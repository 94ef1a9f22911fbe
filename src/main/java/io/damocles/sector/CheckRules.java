package io.damocles.sector;

import java.time.Duration;

/**
 * How sectors are checked.
 *
 * @param strict whether to read a challenge of each sector too, and not only look at its files
 * @param budget what is not checked by then is answered unchecked, without a fault, if its place is
 *     known
 * @param anew whether to check even what was found good a few minutes ago
 */
public record CheckRules(boolean strict, Duration budget, boolean anew) {

  /** Rules of the poster, which trusts what it saw minutes ago. */
  public CheckRules(boolean strict, Duration budget) {
    this(strict, budget, false);
  }
}
