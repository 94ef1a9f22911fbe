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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

  private final Path folder;
  private final String manager;

  /**
   * A spool for one manager.
   *
   * @param folder made when first needed
   * @param manager its address; files of other managers are left alone
   */
  Spool(Path folder, String manager) {
    this.folder = folder;
    this.manager = manager;
  }

  /** A file's content. */
  record Entry(
      @JsonProperty(value = "Manager", required = true) String manager,
      @JsonProperty(value = "Id", required = true) String id,
      @JsonProperty(value = "Output", required = true) JobOutput output) {}

  /** Keeps an output; when this returns it survives a crash of the machine. */
  void keep(String id, JobOutput output) throws IOException {
    Files.createDirectories(folder);
    Path target = file(id);
    Path half = folder.resolve(target.getFileName() + ".tmp");
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

  /** What an earlier run left for this manager; files that cannot be read are logged and stay. */
  List<ProofResult> left() throws IOException {
    List<ProofResult> results = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return results;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file, results);
      }
    }
    return results;
  }

  private void read(Path file, List<ProofResult> results) {
    try {
      Entry entry = Json.read(Files.readAllBytes(file), Entry.class);
      if (entry.manager().equals(manager)) {
        results.add(ProofResult.proved(entry.id(), entry.output()));
      } else {
        log.warn("spooled proof of another manager stays: file={} of={}", file, entry.manager());
      }
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
