package io.damocles.devnet.api;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.devnet.execution.ChainException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks through all partitions of a miner. */
final class Partitions {
  private Partitions() {}

  /** Where a sector is. */
  record Place(int deadline, int partition) {}

  static BitField union(MinerView miner, Function<Partition, BitField> part) {
    List<BitField> parts = new ArrayList<>();
    for (int deadline = 0; deadline < miner.deadlines().size(); deadline++) {
      miner.partitions(deadline).forEach(partition -> parts.add(part.apply(partition)));
    }
    return BitField.union(parts);
  }

  static Optional<Place> placeOf(MinerView miner, long sector) {
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

  /** The sectors with these numbers; fails as a node does if one is missing. */
  static List<MinerView.Sector> sectors(MinerView miner, BitField numbers) {
    List<MinerView.Sector> found = new ArrayList<>();
    numbers.stream()
        .forEach(
            number -> {
              MinerView.Sector sector = miner.sectors().get(number);
              if (sector == null) {
                throw new ChainException(
                    "failed to load sectors: can't find sector " + Long.toUnsignedString(number));
              }
              found.add(sector);
            });
    return found;
  }
}
