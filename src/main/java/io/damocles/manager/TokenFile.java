package io.damocles.manager;

import io.damocles.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An admin token in the home folder, readable by its owner only, for commands on this machine. */
final class TokenFile {
  private TokenFile() {}

  /** Writes {@code token} in the home, whole or not at all; removes it if there are none. */
  static void keep(Path home, List<String> tokens) {
    Path target = home.resolve("token");
    try {
      if (tokens.isEmpty()) {
        Files.deleteIfExists(target);
        return;
      }
      Path half =
          Files.createTempFile(
              home,
              "token",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(half, tokens.get(0));
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ConfigException(target + " cannot be written: " + e.getMessage(), e);
    }
  }
}
