package io.damocles.prover;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells sectors that are bad from stores that are not there. */
final class UnreadSectors {
  private static final String NO_STORE = "noStore";
  private static final Set<String> UNREAD =
      Set.of("missing", NO_STORE, "unreadable", "timedOut", "notReached");
  private static final String SAID_OF_STORE = "; ";
  private static final String SYSTEM_ERROR = "(os error ";

  private UnreadSectors() {}

  /**
   * A task of which nothing could be read says something of this machine and nothing of its
   * sectors.
   *
   * @throws ProverException if there is no proof, and no sector was found damaged
   */
  static void refuse(WindowProof proof) throws ProverException {
    List<SectorFault> faults = proof.faults();
    if (proof.proof().isPresent()
        || faults.isEmpty()
        || !faults.stream().allMatch(UnreadSectors::isUnread)) {
      return;
    }
    SectorFault first = faults.get(0);
    throw new ProverException(
        "none of %d sectors could be read, the first: sector %s: %s; is the store mounted?"
            .formatted(faults.size(), Long.toUnsignedString(first.sectorId()), first.reason()));
  }

  /** What the faults say of stores that are not mounted, once of each. */
  static Set<String> absentStores(List<SectorFault> faults) {
    return faults.stream()
        .filter(fault -> fault.code().equals(NO_STORE))
        .map(fault -> fault.reason().substring(fault.reason().lastIndexOf(SAID_OF_STORE) + 2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isUnread(SectorFault fault) {
    return UNREAD.contains(fault.code()) || fault.reason().contains(SYSTEM_ERROR);
  }
}
