package io.damocles.worker;

import io.damocles.prover.ProofWatch.Stage;
import io.damocles.prover.WindowPostOutput;
import io.damocles.wire.JobInput;
import io.damocles.wire.ProofReport;
import io.damocles.wire.SectorInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells of each store how its sectors were read and which were left out. */
final class ProofReports {
  private static final String UNKNOWN = "unknown";

  private ProofReports() {}

  private record Kind(String store, String reason) {}

  /** The report of a proof; a sector counts for the store of its replica. */
  static ProofReport of(JobInput input, WindowPostOutput output, Map<Stage, Long> stages) {
    Map<Long, String> stores = new HashMap<>();
    for (SectorInput sector : input.sectors()) {
      stores.put(sector.sectorId(), sector.accesses().sealedFile());
    }
    Map<String, List<Long>> reads = new TreeMap<>();
    output
        .readMillis()
        .forEach(
            (sector, millis) ->
                reads
                    .computeIfAbsent(store(stores, sector), name -> new ArrayList<>())
                    .add(millis));
    Map<Kind, Integer> skipped = new HashMap<>();
    for (long sector : output.faults()) {
      String reason = output.faultCodes().getOrDefault(sector, UNKNOWN);
      skipped.merge(new Kind(store(stores, sector), reason), 1, Integer::sum);
    }
    Map<String, Long> stageMillis = new TreeMap<>();
    stages.forEach((stage, millis) -> stageMillis.put(stage.name(), millis));
    return new ProofReport(
        stageMillis,
        reads.entrySet().stream()
            .map(entry -> new ProofReport.StoreReads(entry.getKey(), entry.getValue()))
            .toList(),
        skipped.entrySet().stream()
            .map(
                entry ->
                    new ProofReport.Skipped(
                        entry.getKey().store(), entry.getKey().reason(), entry.getValue()))
            .toList());
  }

  private static String store(Map<Long, String> stores, long sector) {
    return stores.getOrDefault(sector, UNKNOWN);
  }
}
