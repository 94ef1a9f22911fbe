package io.damocles.job.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection with its prepared statements; used by one thread. */
public final class Sql {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  public Sql(Connection connection) {
    this.connection = connection;
  }

  /** Makes something of the row that the result stands on. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement and returns how many rows it changed. */
  public int update(String text, Object... parameters) throws SQLException {
    return bound(text, parameters).executeUpdate();
  }

  /** All rows of a query. */
  public <T> List<T> list(String text, Row<T> row, Object... parameters) throws SQLException {
    try (ResultSet results = bound(text, parameters).executeQuery()) {
      List<T> found = new ArrayList<>();
      while (results.next()) {
        found.add(row.read(results));
      }
      return found;
    }
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String text, Row<T> row, Object... parameters) throws SQLException {
    try (ResultSet results = bound(text, parameters).executeQuery()) {
      return results.next() ? Optional.of(row.read(results)) : Optional.empty();
    }
  }

  private PreparedStatement bound(String text, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      statements.put(text, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else {
      throw new SQLException("cannot bind a " + value.getClass().getName());
    }
  }
}
