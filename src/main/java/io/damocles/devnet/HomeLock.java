package io.damocles.devnet;

import io.damocles.daemon.ExclusiveFile;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps a second devnet out of a home; the system drops the lock however the process ends. */
final class HomeLock implements AutoCloseable {
  private final ExclusiveFile file;

  private HomeLock(ExclusiveFile file) {
    this.file = file;
  }

  /**
   * Takes the lock of a home.
   *
   * @throws DevnetException if another devnet has it
   */
  static HomeLock take(Path home) {
    Path file = home.resolve("lock");
    try {
      return ExclusiveFile.take(file)
          .map(HomeLock::new)
          .orElseThrow(
              () ->
                  new DevnetException(
                      "home %s is in use by another devnet (%s is locked)".formatted(home, file)));
    } catch (IOException e) {
      throw new DevnetException("home %s: cannot lock %s: %s".formatted(home, file, e), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new DevnetException("home lock: " + e, e);
    }
  }
}
