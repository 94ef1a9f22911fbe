package io.damocles.job.sql;

import io.damocles.daemon.ExclusiveFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps a second manager off the same SQLite file: leases are measured on one manager's clock, and
 * waiting workers are woken by the manager that they asked. The operating system drops the lock
 * when the process ends, however it ends.
 */
public final class DatabaseLock implements AutoCloseable {
  private final ExclusiveFile file;

  private DatabaseLock(ExclusiveFile file) {
    this.file = file;
  }

  /**
   * Takes the lock of a database file, beside it.
   *
   * @throws StoreException if another manager has it
   */
  public static DatabaseLock take(Path database) {
    Path file = database.toAbsolutePath().resolveSibling(database.getFileName() + ".lock");
    try {
      return ExclusiveFile.take(file)
          .map(DatabaseLock::new)
          .orElseThrow(
              () ->
                  new StoreException(
                      "database %s is in use by another manager (%s is locked)"
                          .formatted(database, file)));
    } catch (IOException e) {
      throw new StoreException("database " + database + ": cannot lock " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new StoreException("database lock: " + e, e);
    }
  }
}
