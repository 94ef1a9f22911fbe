package io.damocles.sector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells that a sector is in no store, and which stores could not be asked. */
final class NotFound {
  private NotFound() {}

  /** Checked only if every store was asked. */
  static SectorFinding finding(SectorQuery query, List<SectorScan.Asked> stores) {
    List<String> lookedIn = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (SectorScan.Asked asked : stores) {
      if (asked.problem().isEmpty()) {
        lookedIn.add(asked.store());
      } else {
        silent.add(asked.store() + " (" + asked.problem().get() + ")");
      }
    }
    String looked = lookedIn.isEmpty() ? "none" : String.join(", ", lookedIn);
    String fault = "not found in any store (looked in " + looked + ")";
    return silent.isEmpty()
        ? SectorFinding.bad(query.number(), Optional.empty(), fault)
        : SectorFinding.unknown(
            query.number(), fault + "; not asked: " + String.join(", ", silent));
  }
}
