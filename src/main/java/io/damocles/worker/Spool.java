package io.damocles.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finished proofs on disk until the manager has them: one file for each, whole or not there at all.
 * Its calls block.
 */
final class Spool {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final String SUFFIX = ".json";
  private static final String HALF = ".tmp";
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Path folder;
  private final String manager;
  private final Set<String> others;

  /**
   * A spool for the only manager.
   *
   * @param folder made when first needed
   * @param manager its address, by which files of other managers are told
   */
  Spool(Path folder, String manager) {
    this(folder, manager, Set.of());
  }

  /**
   * A spool for one manager.
   *
   * @param folder made when first needed
   * @param manager its address, by which files of other managers are told
   * @param others addresses of managers that this worker serves too: their files are left to them
   */
  Spool(Path folder, String manager, Set<String> others) {
    this.folder = folder;
    this.manager = manager;
    this.others = Set.copyOf(others);
  }

  /** A file's content. */
  record Entry(
      @JsonProperty(value = "Manager", required = true) String manager,
      @JsonProperty(value = "Id", required = true) String id,
      @JsonProperty(value = "Output", required = true) JobOutput output) {}

  /** What lies in the spool; {@code foreign} if it was meant for a manager of another address. */
  record Left(ProofResult result, boolean foreign) {}

  /**
   * Tries whether the folder can be written, so that an operator knows before the first proof, and
   * removes what crashed runs left half written.
   *
   * @return false if it cannot be used, which is logged
   */
  boolean prepare() {
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, "probe", HALF);
      Files.write(probe, new byte[1]);
      Instant now = Files.getLastModifiedTime(probe).toInstant();
      Files.delete(probe);
      removeHalves(now);
      return true;
    } catch (IOException e) {
      log.error(
          "worker.spool_dir: {} cannot be written, finished proofs are kept in memory only: {}",
          folder,
          e.toString());
      return false;
    }
  }

  /** A fresh one may be another worker's that uses the same folder. */
  private void removeHalves(Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + HALF)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FRESH))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Keeps an output; when this returns it survives a crash of the machine. */
  void keep(String id, JobOutput output) throws IOException {
    Files.createDirectories(folder);
    Path target = file(id);
    Path half = folder.resolve(target.getFileName() + HALF);
    try (FileChannel out =
        FileChannel.open(
            half,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(Json.write(new Entry(manager, id, output)));
      while (content.hasRemaining()) {
        out.write(content);
      }
      out.force(true);
    }
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Forgets an output; one that is not there is fine. */
  void drop(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /** What an earlier run left; files that cannot be read are logged and stay. */
  List<Left> left() throws IOException {
    List<Left> left = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return left;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file, left);
      }
    }
    return left;
  }

  private void read(Path file, List<Left> left) {
    try {
      Entry entry = Json.read(Files.readAllBytes(file), Entry.class);
      if (others.contains(entry.manager())) {
        return;
      }
      boolean foreign = !entry.manager().equals(manager);
      if (foreign) {
        log.warn("proof of another manager is offered: file={} of={}", file, entry.manager());
      }
      left.add(new Left(ProofResult.proved(entry.id(), entry.output()), foreign));
    } catch (IOException e) {
      log.warn("spooled proof cannot be read, it stays: file={} cause={}", file, e.getMessage());
    }
  }

  private Path file(String id) {
    String name = PLAIN.matcher(id).matches() ? id : "sha256-" + hash(id);
    return folder.resolve(name + SUFFIX);
  }

  private static String hash(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
