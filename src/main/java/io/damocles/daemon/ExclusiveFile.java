package io.damocles.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that one process holds at a time; the system drops the lock however the process ends. */
public final class ExclusiveFile implements AutoCloseable {
  private final FileChannel channel;

  private ExclusiveFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the file, and makes it if it is not there; empty if somebody else has it. */
  public static Optional<ExclusiveFile> take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(channel)) {
      return Optional.of(new ExclusiveFile(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
