package io.damocles.job.sql;

import io.damocles.job.JobRules;
import java.sql.Connection;
import java.util.function.Supplier;

/**
 * All writes to the job table, over one connection and within a transaction that the caller keeps.
 */
public final class JobTable {
  private final Sql sql;
  private final Operations operations;
  private final Claims claims;
  private final Attempts attempts;
  private final Sweeps sweeps;
  private final Workers workers;

  public JobTable(Connection connection, Supplier<JobRules> rules) {
    sql = new Sql(connection);
    History history = new History(sql);
    operations = new Operations(sql, history);
    claims = new Claims(sql, history, rules);
    attempts = new Attempts(sql, history, rules);
    sweeps = new Sweeps(sql, history, rules, operations);
    workers = new Workers(sql);
  }

  /** For tables that others keep in the same database. */
  public Sql sql() {
    return sql;
  }

  public Operations operations() {
    return operations;
  }

  public Claims claims() {
    return claims;
  }

  public Attempts attempts() {
    return attempts;
  }

  public Sweeps sweeps() {
    return sweeps;
  }

  public Workers workers() {
    return workers;
  }
}
