package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import java.util.ArrayList;
import java.util.List;

/** Faulty sectors and the epoch at which they are terminated if they stay faulty. */
record EarlyExpiry(long epoch, BitField sectors) {

  static List<EarlyExpiry> add(List<EarlyExpiry> all, long epoch, BitField fresh) {
    if (fresh.isEmpty()) {
      return all;
    }
    List<EarlyExpiry> changed = new ArrayList<>(all);
    changed.removeIf(entry -> entry.epoch == epoch);
    BitField same =
        BitField.union(
            all.stream().filter(e -> e.epoch == epoch).map(EarlyExpiry::sectors).toList());
    changed.add(new EarlyExpiry(epoch, same.plus(fresh)));
    return List.copyOf(changed);
  }

  static List<EarlyExpiry> remove(List<EarlyExpiry> all, BitField gone) {
    if (gone.isEmpty() || all.isEmpty()) {
      return all;
    }
    return all.stream()
        .map(entry -> new EarlyExpiry(entry.epoch, entry.sectors.minus(gone)))
        .filter(entry -> !entry.sectors.isEmpty())
        .toList();
  }

  static BitField due(List<EarlyExpiry> all, long epoch) {
    return BitField.union(
        all.stream().filter(e -> e.epoch <= epoch).map(EarlyExpiry::sectors).toList());
  }

  static BitField sectors(List<EarlyExpiry> all) {
    return BitField.union(all.stream().map(EarlyExpiry::sectors).toList());
  }
}
