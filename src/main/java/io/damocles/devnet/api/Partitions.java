package io.damocles.devnet.api;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks through all partitions of a miner. */
final class Partitions {
  private Partitions() {}

  /** Where a sector is. */
  record Place(int deadline, int partition) {}

  static BitField union(ShownMiner miner, Function<Partition, BitField> part) {
    List<BitField> parts = new ArrayList<>();
    for (int deadline = 0; deadline < miner.deadlines().size(); deadline++) {
      miner.partitions(deadline).forEach(partition -> parts.add(part.apply(partition)));
    }
    return BitField.union(parts);
  }

  static Optional<Place> placeOf(ShownMiner miner, long sector) {
    for (int deadline = 0; deadline < miner.deadlines().size(); deadline++) {
      List<Partition> partitions = miner.partitions(deadline);
      for (int partition = 0; partition < partitions.size(); partition++) {
        if (partitions.get(partition).allSectors().contains(sector)) {
          return Optional.of(new Place(deadline, partition));
        }
      }
    }
    return Optional.empty();
  }
}
