package io.damocles.sector;

import java.util.Optional;

/**
 * The name of a sector's file or folder, {@code s-t01000-17}; both numbers are unsigned.
 *
 * @param miner actor id
 * @param number sector number
 */
record SectorName(long miner, long number) {
  private static final String PREFIX = "s-t0";

  @Override
  public String toString() {
    return PREFIX + Long.toUnsignedString(miner) + "-" + Long.toUnsignedString(number);
  }

  /** The sector of that name; nothing if it is the name of something else. */
  static Optional<SectorName> parse(String name) {
    int dash = name.indexOf('-', PREFIX.length());
    if (!name.startsWith(PREFIX) || dash < 0) {
      return Optional.empty();
    }
    try {
      var parsed =
          new SectorName(
              Long.parseUnsignedLong(name, PREFIX.length(), dash, 10),
              Long.parseUnsignedLong(name, dash + 1, name.length(), 10));
      return Optional.of(parsed).filter(same -> same.toString().equals(name));
    } catch (NumberFormatException somethingElse) {
      return Optional.empty();
    }
  }
}
