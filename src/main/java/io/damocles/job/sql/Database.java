package io.damocles.job.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The SQLite file of the job table: write-ahead log, durable at each commit. */
public final class Database {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;
  private static final String READ_ONLY = "the file or its folder is read-only; nothing was stored";

  private final Path file;

  private Database(Path file) {
    this.file = file;
  }

  /**
   * Opens the file, creating it if it is missing, and brings its tables up to date.
   *
   * @throws StoreException if it cannot be opened or written, is no database, or was made by a
   *     newer version
   */
  public static Database open(Path file) {
    Database database = new Database(file.toAbsolutePath());
    if (Files.isDirectory(file)) {
      throw new StoreException("database " + database.file + " is a directory, expected a file");
    }
    try (Connection connection = database.connect()) {
      new Migrations(database.file).run(connection);
      probe(connection);
    } catch (SQLException e) {
      throw database.failure(e);
    }
    return database;
  }

  /** A file that cannot be written is better known at the start than at the first proof. */
  private static void probe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE; ROLLBACK");
    }
  }

  /** The file's absolute path. */
  public Path file() {
    return file;
  }

  /** A new connection. */
  public Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /** For clients that make their own connections. */
  public SQLiteDataSource dataSource() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setGetGeneratedKeys(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** An error of the database in words for an operator. */
  public StoreException failure(SQLException cause) {
    return new StoreException("database " + file + ": " + explain(cause), cause);
  }

  private String explain(SQLException cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return String.valueOf(cause.getMessage());
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return "cannot be opened, there is no room for its -shm file: the disk is full";
    }
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_FULL -> "the disk is full; nothing was stored";
      case SQLITE_READONLY -> READ_ONLY;
      case SQLITE_CANTOPEN -> cannotOpen();
      case SQLITE_NOTADB -> "is no SQLite database";
      case SQLITE_CORRUPT -> "is damaged (" + code + ")";
      case SQLITE_BUSY -> "is locked by another process; is a second manager running on it?";
      case SQLITE_IOERR -> "the disk reported an error (" + code + "); nothing was stored";
      default -> code + ": " + cause.getMessage();
    };
  }

  private String cannotOpen() {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return "its folder does not exist";
    }
    return folder != null && !Files.isWritable(folder) ? READ_ONLY : "cannot be opened or created";
  }
}
