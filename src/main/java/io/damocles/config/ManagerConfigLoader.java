package io.damocles.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Loads {@code sector-manager.cfg} of a folder through vertx-config, once for each call. */
public final class ManagerConfigLoader {
  /** The file's name in the configuration folder. */
  public static final String FILE_NAME = "sector-manager.cfg";

  private final Vertx vertx;
  private final Path file;
  private final Path home;

  /** Loads from {@code confDir}; {@code home} is where the job table lies by default. */
  public ManagerConfigLoader(Vertx vertx, Path confDir, Path home) {
    this.vertx = vertx;
    this.file = confDir.resolve(FILE_NAME).toAbsolutePath().normalize();
    this.home = home.toAbsolutePath().normalize();
  }

  /** Reads the file afresh; fails with {@link ConfigException} and nothing else. */
  public Future<ManagerConfig> load() {
    var retriever = retriever();
    return retriever
        .getConfig()
        .eventually(retriever::close)
        .compose(json -> vertx.executeBlocking(() -> read(json), false))
        .recover(failure -> Future.failedFuture(explain(failure)));
  }

  /**
   * Reads the file at once, on this thread: for a command line, which lives for milliseconds.
   *
   * @throws ConfigException as {@link #load} fails
   */
  public static ManagerConfig read(Path confDir, Path home) {
    var file = confDir.resolve(FILE_NAME).toAbsolutePath().normalize();
    try {
      return ManagerConfigReader.read(TomlParser.parse(file, Files.readString(file)), home);
    } catch (NoSuchFileException missing) {
      throw new ConfigException(missing(file), missing);
    } catch (IOException failure) {
      throw new ConfigException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static String missing(Path file) {
    return file + ": no such file; `damocles-manager daemon init` writes one";
  }

  /** Without a scan period: the retriever would read the file again every five seconds. */
  private ConfigRetriever retriever() {
    return ConfigRetriever.create(
        vertx,
        new ConfigRetrieverOptions()
            .setIncludeDefaultStores(false)
            .setScanPeriod(-1)
            .addStore(
                new ConfigStoreOptions()
                    .setType("file")
                    .setFormat(TomlProcessor.FORMAT)
                    .setConfig(new JsonObject().put("path", file.toString()))));
  }

  private ManagerConfig read(JsonObject json) {
    return ManagerConfigReader.read(new TomlSource(file, PlainJson.map(json), this::lines), home);
  }

  private TomlLines lines() {
    try {
      return TomlLines.of(Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ConfigException explain(Throwable failure) {
    if (failure instanceof ConfigException known) {
      return known;
    } else if (failure instanceof JsonProcessingException syntax) {
      return TomlParser.syntaxError(file, syntax);
    } else if (failure instanceof FileSystemException && !Files.exists(file)) {
      return new ConfigException(missing(file), failure);
    }
    return new ConfigException(file + ": cannot be read: " + failure.getMessage(), failure);
  }
}
