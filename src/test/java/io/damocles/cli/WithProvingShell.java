package io.damocles.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code util sealer proving}: each has a chain and a manager of its own. */
class WithProvingShell {
  @TempDir Path folder = Path.of("");
  ProvingShell proving;

  @BeforeEach
  void start() throws IOException {
    proving = new ProvingShell(folder);
  }

  @AfterEach
  void stop() {
    proving.close();
  }
}
