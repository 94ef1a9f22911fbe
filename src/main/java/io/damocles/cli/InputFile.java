package io.damocles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a command reads. */
final class InputFile {
  private InputFile() {}

  /** The file's bytes, or standard input for {@code -}. */
  static InputStream open(String file) throws IOException {
    return "-".equals(file) ? System.in : Files.newInputStream(Path.of(file));
  }

  /** All of it. */
  static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /** What to say of a file that cannot be read. */
  static CommandFailure unreadable(String file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new CommandFailure(file + ": no such file", failure);
    }
    String reason =
        failure instanceof CharacterCodingException ? "it is no UTF-8" : failure.getMessage();
    return new CommandFailure(file + ": cannot be read: " + reason, failure);
  }
}
