package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.sector.SectorPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedSectorTest {
  @TempDir Path store;

  @Test
  void removesWhatABrokenOffStartLeftAndNothingElse() throws IOException {
    SectorPaths half = written(1);
    SectorPaths other = written(2);

    UnfinishedSector.remove(store, 1000, 1);
    UnfinishedSector.remove(store, 1000, 3);

    assertThat(half.sealedFile()).doesNotExist();
    assertThat(half.cacheDir()).isEmptyDirectory();
    assertThat(other.sealedFile()).hasContent("replica");
    assertThat(other.cacheDir().resolve("p_aux")).hasContent("aux");
  }

  private SectorPaths written(long sector) throws IOException {
    SectorPaths paths = SectorPaths.of(store, store, 1000, sector, false);
    Files.createDirectories(paths.cacheDir());
    Files.createDirectories(store.resolve(paths.sealedFile()).getParent());
    Files.writeString(paths.sealedFile(), "replica");
    Files.writeString(paths.cacheDir().resolve("p_aux"), "aux");
    return paths;
  }
}
