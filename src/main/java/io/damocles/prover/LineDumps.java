package io.damocles.prover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders for lines of children that cannot be read, each line a file. Called from any thread. */
public final class LineDumps {
  private static final Logger log = LoggerFactory.getLogger(LineDumps.class);

  /** A child that prints nothing but rubbish must not fill the disk. */
  private static final int MOST_FILES = 100;

  private final Map<Long, Dump> dumps = new ConcurrentHashMap<>();

  private record Dump(Path folder, AtomicInteger left) {}

  /** From now on the child's unreadable lines go into the folder, which must be there. */
  public void enable(long pid, Path folder) {
    dumps.put(pid, new Dump(folder, new AtomicInteger(MOST_FILES)));
    log.info("unreadable lines are kept: pid={} folder={} most={}", pid, folder, MOST_FILES);
  }

  /** They go into the log again. */
  public void disable(long pid) {
    if (dumps.remove(pid) != null) {
      log.info("unreadable lines are not kept any more: pid={}", pid);
    }
  }

  /**
   * Writes the line to {@code ext-processor-err-resp-<pid>-<uuid>.json}; blocks.
   *
   * @return false if the child's lines are not wanted, or it cannot be written
   */
  boolean keep(long pid, byte[] line) {
    Dump dump = dumps.get(pid);
    if (dump == null || dump.left().getAndDecrement() <= 0) {
      return false;
    }
    Path file =
        dump.folder()
            .resolve("ext-processor-err-resp-%d-%s.json".formatted(pid, UUID.randomUUID()));
    try {
      Files.write(file, line);
      log.warn("child's line cannot be read, it is kept: pid={} file={}", pid, file);
      return true;
    } catch (IOException e) {
      log.warn("child's line cannot be kept: pid={} file={} cause={}", pid, file, e.toString());
      return false;
    }
  }
}
