package io.damocles.job.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database up to the newest version of the tables: numbered files, applied in order, each
 * once.
 */
final class Migrations {
  private static final List<String> FILES = List.of("001_init.sql", "002_poster.sql");

  private final Path database;

  Migrations(Path database) {
    this.database = database;
  }

  void run(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > FILES.size()) {
      throw new StoreException(
          "database %s has tables of version %d, this program knows up to %d: it was written by a newer version"
              .formatted(database, version, FILES.size()));
    }
    for (int next = version; next < FILES.size(); next++) {
      apply(connection, next);
    }
  }

  private static void apply(Connection connection, int index) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "BEGIN IMMEDIATE; "
              + text(FILES.get(index))
              + "; PRAGMA user_version = "
              + (index + 1)
              + "; COMMIT");
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA user_version")) {
      return result.getInt(1);
    }
  }

  private static String text(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("/db/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/db/" + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("/db/" + name, e);
    }
  }
}
