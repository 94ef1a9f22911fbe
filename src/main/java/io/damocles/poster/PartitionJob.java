package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.job.JobId;
import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.prover.ProofType;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorStores;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
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

  /** What the job is made for. */
  record Target(
      long miner,
      ProvingWindow window,
      long partition,
      ProofType type,
      byte[] seed,
      long closeAt) {}

  /**
   * The job of the good ones among the sectors.
   *
   * @param infos of all sectors to be proven, as the chain knows them
   * @param findings one for each of the infos, in their order
   * @return nothing but skipped sectors, without entries in the job, if none is good
   */
  static Built build(
      Target target,
      Partition partition,
      List<SectorOnChainInfo> infos,
      List<SectorFinding> findings) {
    Map<Long, SectorInput> good = good(infos, findings);
    BitField skipped = toProve(partition).minus(BitField.of(longs(good)));
    List<SectorInput> entries = entries(partition.allSectors(), good);
    byte[] input =
        CanonicalInput.bytes(
            new JobInput(entries, target.miner(), target.type().wireName(), target.seed()));
    NewJob job =
        new NewJob(
            JobId.of(input),
            input,
            target.miner(),
            target.type().wireName(),
            entries.size(),
            target.window().index(),
            List.of(target.partition()),
            target.closeAt(),
            JobRules.DEFAULT_EXPECTED.toMillis());
    return new Built(job, skipped);
  }

  private static Map<Long, SectorInput> good(
      List<SectorOnChainInfo> infos, List<SectorFinding> findings) {
    Map<Long, SectorInput> good = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < infos.size(); i++) {
      SectorOnChainInfo info = infos.get(i);
      SectorFinding finding = findings.get(i);
      if (finding.fault().isEmpty() && finding.stores().isPresent()) {
        good.put(info.sectorNumber(), entry(info, finding.stores().get()));
      }
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

  private static SectorInput entry(SectorOnChainInfo info, SectorStores stores) {
    return new SectorInput(
        info.sectorNumber(),
        info.sealedCid().digest(),
        info.sectorKey() != null,
        new SectorInput.Accesses(stores.sealedFile(), stores.cacheDir()));
  }

  private static long[] longs(Map<Long, SectorInput> good) {
    return good.keySet().stream().mapToLong(Long::longValue).toArray();
  }
}
