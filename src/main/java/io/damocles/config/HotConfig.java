package io.damocles.config;

import io.damocles.config.WorkerConfig.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * {@code <location>/config.toml} of a sealing thread: {@code [sealing]} over what the main file
 * says, changed while the worker runs. Its calls block; used by one caller at a time.
 */
public final class HotConfig {
  private static final String NAME = "config.toml";

  private final Path file;
  private final Sealing base;
  private Optional<Stamp> read = Optional.empty();

  /**
   * Nothing is read yet.
   *
   * @param base what the main file says, which counts where this one says nothing
   */
  public HotConfig(Path location, Sealing base) {
    this.file = location.resolve(NAME);
    this.base = base;
  }

  /** By which a change is seen. */
  private record Stamp(FileTime modified, long size) {}

  /** What counts now, and what to tell of keys that have no effect. */
  public record Settings(Sealing sealing, List<String> warnings) {}

  public Path file() {
    return file;
  }

  /**
   * Reads the file if it has changed since the last call, also if it was broken then.
   *
   * @return empty if nothing changed; the main file's settings if the file is gone
   * @throws ConfigException if it is broken, once for each change
   */
  public Optional<Settings> changed() {
    var stamp = stamp();
    if (stamp.equals(read)) {
      return Optional.empty();
    }
    read = stamp;
    return Optional.of(stamp.isPresent() ? settings() : new Settings(base, List.of()));
  }

  private Optional<Stamp> stamp() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      return read;
    }
  }

  private Settings settings() {
    var root = TomlTable.root(TomlParser.parse(file), TomlTable.Keys.EXACT);
    var plan = root.string("plan").orElse(ThreadsReader.PLAN);
    if (!plan.equals(ThreadsReader.PLAN)) {
      throw root.error(
          "plan", "this worker runs no other plan than \"" + ThreadsReader.PLAN + "\"", null);
    }
    var sealing = new SealingReader(root.table("sealing")).over(base);
    return new Settings(sealing, WorkerConfigReader.warnings(root));
  }
}
