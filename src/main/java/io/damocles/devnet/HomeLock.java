package io.damocles.devnet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second devnet out of a home; the system drops the lock however the process ends. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a home.
   *
   * @throws DevnetException if another devnet has it
   */
  static HomeLock take(Path home) {
    Path file = home.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new DevnetException(
            "home %s is in use by another devnet (%s is locked)".formatted(home, file));
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new DevnetException("home %s: cannot lock %s: %s".formatted(home, file, e), e);
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
      throw new DevnetException("home lock: " + e, e);
    }
  }
}
