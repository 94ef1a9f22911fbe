package io.damocles.job.sql;

import java.sql.SQLException;

/** The workers that were heard of. */
public final class Workers {
  private static final String AGAIN = "UPDATE worker SET info = ?, last_ping = ? WHERE name = ?";
  private static final String FIRST = "INSERT INTO worker (info, last_ping, name) VALUES (?, ?, ?)";

  private final Sql sql;

  Workers(Sql sql) {
    this.sql = sql;
  }

  /** Remembers the worker's last word (JSON) and when it came. */
  public void ping(String name, String info, long wall) throws SQLException {
    if (sql.update(AGAIN, info, wall, name) == 0) {
      sql.update(FIRST, info, wall, name);
    }
  }

  /** Forgets the worker; nothing happens if it is not known. */
  public void remove(String name) throws SQLException {
    sql.update("DELETE FROM worker WHERE name = ?", name);
  }
}
