package io.damocles.sector;

import java.util.Optional;

/**
 * Where a sector is, or why it cannot be proven.
 *
 * @param number sector number, unsigned 64 bits
 * @param stores where its files are, if that is known; it may be known of a bad sector
 * @param fault what is wrong with it, for the operator; nothing if it is good or was not checked
 * @param checked whether its files were looked at as the rules ask
 */
public record SectorFinding(
    long number, Optional<SectorStores> stores, Optional<String> fault, boolean checked) {

  /** A sector that may be proven. */
  static SectorFinding good(long number, SectorStores stores) {
    return new SectorFinding(number, Optional.of(stores), Optional.empty(), true);
  }

  /** A sector that is in its place, as far as is known, and was not checked in time. */
  static SectorFinding unchecked(long number, SectorStores stores) {
    return new SectorFinding(number, Optional.of(stores), Optional.empty(), false);
  }

  /** A sector that was checked and found bad. */
  static SectorFinding bad(long number, Optional<SectorStores> stores, String fault) {
    return new SectorFinding(number, stores, Optional.of(fault), true);
  }

  /** A sector of which nothing is known. */
  static SectorFinding unknown(long number, String fault) {
    return new SectorFinding(number, Optional.empty(), Optional.of(fault), false);
  }
}
