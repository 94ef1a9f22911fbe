package io.damocles.job.sql;

import io.damocles.job.JobRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the job table (design D4): a thread that takes whatever writes are waiting,
 * runs them in one transaction and completes them after its commit, so that a durable commit is
 * shared by all who waited.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST = 512;

  private final Database database;
  private final Connection connection;
  private final JobTable table;
  private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private GroupCommit(Database database, Connection connection, Supplier<JobRules> rules) {
    this.database = database;
    this.connection = connection;
    this.table = new JobTable(connection, rules);
    this.thread = new Thread(this::run, "job-writer");
  }

  /** Starts the writer. */
  public static GroupCommit start(Database database, Supplier<JobRules> rules) {
    try {
      GroupCommit writer = new GroupCommit(database, database.connect(), rules);
      writer.thread.start();
      return writer;
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /**
   * A write; it may run more than once, since a group is run again without a member that failed.
   */
  public interface Write<T> {
    T run(JobTable table) throws SQLException;
  }

  /**
   * Runs the write on the writer's thread.
   *
   * @return its result once it is durable; {@link StoreException} if it is not, and then nothing
   *     was stored
   */
  public <T> CompletionStage<T> submit(Write<T> write) {
    Pending<T> pending = new Pending<>(write);
    queue.add(pending);
    if (closed) {
      // The writer may have ended between its last look at the queue and our add.
      pending.result.completeExceptionally(new StoreException("the job table is closed"));
    }
    return pending.result;
  }

  private static final class Pending<T> {
    private final Write<T> write;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable completion = () -> {};

    Pending(Write<T> write) {
      this.write = write;
    }

    void run(JobTable table) throws SQLException {
      T value = write.run(table);
      completion = () -> result.complete(value);
    }
  }

  private void run() {
    List<Pending<?>> group = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        group.add(queue.take());
        queue.drainTo(group, MOST);
        commit(group);
        group.clear();
      }
    } catch (InterruptedException e) {
      log.debug("writer interrupted");
    }
  }

  private void commit(List<Pending<?>> group) {
    List<Pending<?>> left = new ArrayList<>(group);
    while (!left.isEmpty()) {
      Pending<?> culprit = attempt(left);
      if (culprit == null) {
        return;
      }
      left.remove(culprit);
    }
  }

  /**
   * Tries all in one transaction; returns the one whose failure undid it, or null if there is
   * nothing left to do.
   */
  private @Nullable Pending<?> attempt(List<Pending<?>> group) {
    Pending<?> current = null;
    try {
      execute("BEGIN IMMEDIATE");
      for (Pending<?> pending : group) {
        current = pending;
        pending.run(table);
      }
      current = null;
      execute("COMMIT");
      group.forEach(pending -> pending.completion.run());
      return null;
    } catch (SQLException e) {
      rollBack();
      return fail(group, current, database.failure(e));
    } catch (RuntimeException e) {
      rollBack();
      return fail(group, current, e);
    } catch (Error e) {
      // The thread must outlive it: a process whose writer died would look healthy and store
      // nothing.
      rollBack();
      return fail(group, current, new StoreException("write failed: " + e, e));
    }
  }

  private @Nullable Pending<?> fail(
      List<Pending<?>> group, @Nullable Pending<?> culprit, RuntimeException failure) {
    log.error("write failed, nothing of it was stored: {}", failure.getMessage());
    if (culprit == null) {
      group.forEach(pending -> pending.result.completeExceptionally(failure));
    } else {
      culprit.result.completeExceptionally(failure);
    }
    return culprit;
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      log.debug("nothing to roll back: {}", e.getMessage());
    }
  }

  private void execute(String text) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /** Ends after the writes that are waiting; waits for that. */
  @Override
  public void close() {
    closed = true;
    queue.add(new Pending<>(table -> ""));
    try {
      thread.join();
      execute("PRAGMA wal_checkpoint(TRUNCATE)");
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.warn("closing {}: {}", database.file(), e.getMessage());
    }
  }
}
