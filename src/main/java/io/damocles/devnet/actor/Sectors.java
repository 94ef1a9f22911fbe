package io.damocles.devnet.actor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A miner's sectors, ascending by number; terminated ones stay. Immutable. */
final class Sectors {
  static final Sectors NONE = new Sectors(new TreeMap<>(Long::compareUnsigned));

  private final NavigableMap<Long, SectorOnChainInfo> byNumber;

  private Sectors(NavigableMap<Long, SectorOnChainInfo> byNumber) {
    this.byNumber = Collections.unmodifiableNavigableMap(byNumber);
  }

  @JsonCreator
  static Sectors of(Collection<SectorOnChainInfo> sectors) {
    return NONE.plus(sectors);
  }

  @JsonValue
  List<SectorOnChainInfo> all() {
    return List.copyOf(byNumber.values());
  }

  /** With more of them, whose numbers must be new. */
  Sectors plus(Collection<SectorOnChainInfo> fresh) {
    NavigableMap<Long, SectorOnChainInfo> more = new TreeMap<>(byNumber);
    for (SectorOnChainInfo sector : fresh) {
      if (more.put(sector.sectorNumber(), sector) != null) {
        String number = Long.toUnsignedString(sector.sectorNumber());
        throw new IllegalArgumentException("sector " + number + " is there already");
      }
    }
    return new Sectors(more);
  }

  Optional<SectorOnChainInfo> get(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /**
   * Those of these numbers, ascending.
   *
   * @throws IllegalArgumentException naming the first that is not there
   */
  List<SectorOnChainInfo> in(BitField numbers) {
    List<SectorOnChainInfo> found = new ArrayList<>();
    numbers.stream().forEach(number -> found.add(require(number)));
    return found;
  }

  SectorOnChainInfo require(long number) {
    return get(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "failed to load sectors: can't find sector " + Long.toUnsignedString(number)));
  }
}
