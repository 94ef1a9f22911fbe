package io.damocles.job.sql;

import io.damocles.job.Job;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The job table's database in memory, for simulations: as fast and as short-lived as they are. */
public final class MemoryTables {
  private MemoryTables() {}

  /** A new database with all tables; it goes with its one connection. */
  public static Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    new Migrations(Path.of(":memory:")).run(connection);
    connection.setAutoCommit(false);
    return connection;
  }

  public static Optional<Job> find(Sql sql, String id) throws SQLException {
    return sql.first("SELECT " + Rows.COLUMNS + " FROM job WHERE id = ?", Rows::job, id);
  }

  public static List<Job> ofDeadline(Sql sql, long miner, long deadline) throws SQLException {
    return sql.list(
        "SELECT " + Rows.COLUMNS + " FROM job WHERE miner = ? AND deadline_idx = ?",
        Rows::job,
        miner,
        deadline);
  }
}
