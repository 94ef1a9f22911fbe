package io.damocles.job.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second manager off the same SQLite file: leases are measured on one manager's clock, and
 * waiting workers are woken by the manager that they asked. The operating system drops the lock
 * when the process ends, however it ends.
 */
public final class DatabaseLock implements AutoCloseable {
  private final FileChannel channel;

  private DatabaseLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a database file, beside it.
   *
   * @throws StoreException if another manager has it
   */
  public static DatabaseLock take(Path database) {
    Path file = database.toAbsolutePath().resolveSibling(database.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StoreException(
            "database %s is in use by another manager (%s is locked)".formatted(database, file));
      }
      return new DatabaseLock(channel);
    } catch (IOException e) {
      throw new StoreException("database " + database + ": cannot lock " + file + ": " + e, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("database lock: " + e, e);
    }
  }
}
