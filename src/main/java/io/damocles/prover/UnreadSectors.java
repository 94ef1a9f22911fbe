package io.damocles.prover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells sectors that are bad from stores that are not there. */
final class UnreadSectors {
  private static final String MISSING = "missing";
  private static final Set<String> UNREAD = Set.of(MISSING, "timedOut");
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

  /**
   * Folders of stores ({@code sealed}, {@code cache} and the like) in which sectors are missing and
   * that do not exist themselves.
   */
  static Set<Path> missingFolders(Collection<Replica> replicas, List<SectorFault> faults) {
    // A store that timed out would hang here as well.
    Set<Long> missing =
        faults.stream()
            .filter(fault -> fault.code().equals(MISSING))
            .map(SectorFault::sectorId)
            .collect(Collectors.toSet());
    return replicas.stream()
        .filter(replica -> missing.contains(replica.sectorId()))
        .flatMap(replica -> Stream.of(replica.sealedFile(), replica.cacheDir()))
        .flatMap(path -> Stream.ofNullable(path.getParent()))
        .distinct()
        .filter(folder -> !Files.exists(folder))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isUnread(SectorFault fault) {
    return UNREAD.contains(fault.code()) || fault.reason().contains(SYSTEM_ERROR);
  }
}
