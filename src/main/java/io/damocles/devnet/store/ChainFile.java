package io.damocles.devnet.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file, with one connection. A commit outlives the process at once, and a power cut as
 * soon as the system has written the log.
 */
final class ChainFile implements AutoCloseable {
  private static final int VERSION = 1;

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** What one transaction does. */
  interface Work {
    void run() throws SQLException;
  }

  /** Makes something of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  ChainFile(Path file) {
    this.file = file.toAbsolutePath();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setGetGeneratedKeys(false);
    try {
      this.connection = config.createConnection("jdbc:sqlite:" + this.file);
      migrate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void migrate() throws SQLException {
    int version = list("PRAGMA user_version", row -> row.getInt(1)).get(0);
    if (version > VERSION) {
      throw new IllegalStateException(
          "%s has tables of version %d, this program knows up to %d"
              .formatted(file, version, VERSION));
    }
    if (version < VERSION) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "BEGIN IMMEDIATE; " + schema() + "; PRAGMA user_version = " + VERSION + "; COMMIT");
      }
    }
  }

  private static String schema() {
    try (InputStream in = ChainFile.class.getResourceAsStream("/db/devnet.sql")) {
      if (in == null) {
        throw new IllegalStateException("/db/devnet.sql is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("/db/devnet.sql", e);
    }
  }

  /** Runs all of it or nothing. */
  void transaction(Work work) {
    try {
      execute("BEGIN IMMEDIATE");
      try {
        work.run();
        execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** After some failures, a full disk among them, there is nothing left to roll back. */
  private void rollBack(Exception failure) {
    try {
      forgetStatements();
      execute("ROLLBACK");
    } catch (SQLException rolledBackAlready) {
      failure.addSuppressed(rolledBackAlready);
    }
  }

  /** One that failed does not always run again. */
  private void forgetStatements() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
  }

  void update(String text, Object... parameters) throws SQLException {
    bound(text, parameters).executeUpdate();
  }

  <T> List<T> list(String text, Row<T> row, Object... parameters) throws SQLException {
    try (ResultSet results = bound(text, parameters).executeQuery()) {
      List<T> found = new ArrayList<>();
      while (results.next()) {
        found.add(row.read(results));
      }
      return found;
    }
  }

  private PreparedStatement bound(String text, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      statements.put(text, statement);
    }
    for (int index = 0; index < parameters.length; index++) {
      statement.setObject(index + 1, parameters[index]);
    }
    return statement;
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  IllegalStateException failure(SQLException cause) {
    return new IllegalStateException(
        "the chain's file " + file + ": " + cause.getMessage() + "; nothing was stored", cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
