package io.damocles.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that {@code daemon init} writes: the samples of conf/, which are in the jar. */
final class InitFiles {
  private final Path home;

  InitFiles(Path home) {
    this.home = home;
  }

  /** Writes both; a file that exists is an error, and nothing after it is written. */
  void write() {
    copy("sealer config", "sector-manager.cfg");
    copy("ext prover config", "ext-prover.cfg");
  }

  private void copy(String what, String name) {
    var file = home.resolve(name);
    try (var sample = InitFiles.class.getResourceAsStream("/conf/" + name)) {
      if (sample == null) {
        throw new FileNotFoundException("the jar has no conf/" + name);
      }
      Files.createDirectories(home);
      Files.copy(sample, file);
    } catch (FileAlreadyExistsException exists) {
      throw new CommandFailure("init " + what + ": " + file + " already exits", exists);
    } catch (IOException failure) {
      throw new CommandFailure("init " + what + ": cannot write " + file + ": " + failure, failure);
    }
  }
}
