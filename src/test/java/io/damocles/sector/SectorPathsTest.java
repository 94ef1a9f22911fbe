package io.damocles.sector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SectorPathsTest {

  @Test
  void followsDamoclesLayout() {
    SectorPaths paths = SectorPaths.of(Path.of("/c"), Path.of("/s"), 1000, 7, false);

    assertThat(paths.cacheDir()).hasToString("/c/cache/s-t01000-7");
    assertThat(paths.sealedFile()).hasToString("/s/sealed/s-t01000-7");
  }

  @Test
  void looksForUpgradedSectorsInTheirOwnFolders() {
    SectorPaths paths = SectorPaths.of(Path.of("/c"), Path.of("/s"), -1, -1, true);

    assertThat(paths.cacheDir())
        .hasToString("/c/update-cache/s-t018446744073709551615-18446744073709551615");
    assertThat(paths.sealedFile())
        .hasToString("/s/update/s-t018446744073709551615-18446744073709551615");
  }
}
