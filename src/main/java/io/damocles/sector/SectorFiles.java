package io.damocles.sector;

import io.damocles.prover.ProofType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at names and sizes of a sector's files. {@code t_aux} is not asked for, as damocles does:
 * no PoSt reads it, and a sector that can be proven must not be left out for it.
 */
final class SectorFiles {
  private static final long P_AUX_BYTES = 64;
  private static final long NODE_BYTES = 32;

  private final StoreFiles files;
  private final ProofType type;

  SectorFiles(StoreFiles files, ProofType type) {
    this.files = files;
    this.type = type;
  }

  private interface Look {
    Verdict at() throws IOException;
  }

  /** Looks at the replica. */
  Verdict sealed(Path sealedFile) {
    return guarded(sealedFile, () -> sized(sealedFile, type.sectorSize()));
  }

  /**
   * Looks at {@code p_aux} and the trees. Their size depends on a setting of the workers
   * (FIL_PROOFS_ROWS_TO_DISCARD), so they only need to be alike.
   *
   * @param alive is run after each file
   */
  Verdict cache(Path cacheDir, Runnable alive) {
    return guarded(
        cacheDir,
        () -> {
          Verdict first = sized(cacheDir.resolve("p_aux"), P_AUX_BYTES);
          alive.run();
          return first.isGood() ? trees(cacheDir, alive) : first;
        });
  }

  /** The trees' files by name, as the proofs library wants them. */
  static List<String> treeNames(ProofType type) {
    int count =
        switch ((int) (type.sectorSize() >>> 30)) {
          case 32 -> 8;
          case 64 -> 16;
          default -> 1;
        };
    return count == 1
        ? List.of("sc-02-data-tree-r-last.dat")
        : IntStream.range(0, count)
            .mapToObj(index -> "sc-02-data-tree-r-last-" + index + ".dat")
            .toList();
  }

  private Verdict trees(Path cacheDir, Runnable alive) throws IOException {
    long first = -1;
    for (String name : treeNames(type)) {
      Path file = cacheDir.resolve(name);
      long size = files.size(file);
      alive.run();
      if (size == 0 || size % NODE_BYTES != 0) {
        return Verdict.bad(file + " has " + size + " bytes, expected a multiple of 32");
      }
      if (first >= 0 && size != first) {
        return Verdict.bad(file + " has " + size + " bytes, the trees before it " + first);
      }
      first = size;
    }
    return Verdict.GOOD;
  }

  private Verdict sized(Path file, long expected) throws IOException {
    long size = files.size(file);
    return size == expected
        ? Verdict.GOOD
        : Verdict.bad(file + " has " + size + " bytes, expected " + expected);
  }

  private Verdict guarded(Path entry, Look look) {
    try {
      return look.at();
    } catch (NoSuchFileException e) {
      return missing(entry, e.getFile());
    } catch (AccessDeniedException e) {
      // Says something of this process and nothing of the sector: a worker may be allowed.
      return Verdict.unchecked(e.getFile() + " may not be read by this process");
    } catch (FileSystemException e) {
      return Verdict.bad(e.getFile() + " " + (e.getReason() == null ? e : e.getReason()));
    } catch (IOException e) {
      return Verdict.bad(entry + ": " + e);
    }
  }

  /** A store without the folder that holds all its sectors is not mounted, most likely. */
  private Verdict missing(Path entry, String file) {
    Path folder = entry.getParent();
    try {
      return folder == null || files.exists(folder)
          ? Verdict.missing(file + " does not exist")
          : Verdict.unchecked(folder + " does not exist, is the store mounted?");
    } catch (IOException e) {
      return Verdict.unchecked(folder + " cannot be looked at: " + e);
    }
  }
}
