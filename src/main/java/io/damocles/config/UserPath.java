package io.damocles.config;

import java.nio.file.Path;

/** Paths as people write them: {@code ~} is the home folder. */
public final class UserPath {
  private UserPath() {}

  /**
   * Reads a path that is not empty.
   *
   * @throws IllegalArgumentException if it is empty or no path
   */
  public static Path parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an empty path");
    }
    return text.equals("~") || text.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), text.substring(1))
        : Path.of(text);
  }
}
