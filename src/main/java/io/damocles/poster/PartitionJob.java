package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.job.NewJob;
import io.damocles.sector.SectorFinding;
import io.damocles.wire.SectorInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a partition's job as damocles does (spec damocles-manager.md §3.6): one entry for each
 * sector that the partition ever had, ascending, where those that cannot be or need not be proven
 * are replaced by the first good one.
 */
final class PartitionJob {
  private PartitionJob() {}

  /** Sectors to be proven: live and not faulty, or declared to recover. */
  static BitField toProve(Partition partition) {
    return partition
        .liveSectors()
        .minus(partition.faultySectors())
        .plus(partition.recoveringSectors());
  }

  /**
   * A job and what it leaves out.
   *
   * @param skipped sectors to be proven that are not in it
   */
  record Built(NewJob job, BitField skipped) {}

  /**
   * The job of the good ones among the sectors.
   *
   * @param infos of all sectors to be proven, as the chain knows them
   * @param findings one for each of the infos, in their order
   * @return nothing but skipped sectors, without entries in the job, if none is good
   */
  static Built build(
      JobBuilder target,
      Partition partition,
      List<SectorOnChainInfo> infos,
      List<SectorFinding> findings) {
    Map<Long, SectorInput> good = good(infos, findings);
    BitField skipped = toProve(partition).minus(BitField.of(longs(good)));
    List<SectorInput> entries = entries(partition.allSectors(), good);
    return new Built(target.job(entries), skipped);
  }

  private static Map<Long, SectorInput> good(
      List<SectorOnChainInfo> infos, List<SectorFinding> findings) {
    Map<Long, SectorInput> good = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < infos.size(); i++) {
      JobBuilder.entry(PartitionMaker.query(infos.get(i)), findings.get(i))
          .ifPresent(entry -> good.put(entry.sectorId(), entry));
    }
    return good;
  }

  private static List<SectorInput> entries(BitField all, Map<Long, SectorInput> good) {
    List<SectorInput> entries = new ArrayList<>();
    if (!good.isEmpty()) {
      SectorInput substitute = good.values().iterator().next();
      all.stream().forEach(number -> entries.add(good.getOrDefault(number, substitute)));
    }
    return entries;
  }

  private static long[] longs(Map<Long, SectorInput> good) {
    return good.keySet().stream().mapToLong(Long::longValue).toArray();
  }
}
