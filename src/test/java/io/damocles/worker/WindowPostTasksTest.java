package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostTask;
import io.damocles.sector.Stores;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import io.damocles.wire.SectorInput.Accesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowPostTasksTest {
  private static final WindowPostTasks TASKS =
      new WindowPostTasks(new Stores(Map.of("hot", Path.of("/hot"), "cold", Path.of("/cold"))));

  @Test
  void findsSealedFileAndCacheBelowTheRootsOfTheirStores() throws ProverException {
    WindowPostTask task = TASKS.of(input(sector(7, false, "cold", "hot")));

    assertThat(task.replicas())
        .singleElement()
        .satisfies(
            replica -> {
              assertThat(replica.sealedFile()).hasToString("/cold/sealed/s-t01000-7");
              assertThat(replica.cacheDir()).hasToString("/hot/cache/s-t01000-7");
            });
  }

  @Test
  void findsUpgradedSectorsInTheirOwnFolders() throws ProverException {
    WindowPostTask task = TASKS.of(input(sector(-1, true, "cold", "hot")));

    assertThat(task.replicas().get(0).sealedFile())
        .hasToString("/cold/update/s-t01000-18446744073709551615");
    assertThat(task.replicas().get(0).cacheDir())
        .hasToString("/hot/update-cache/s-t01000-18446744073709551615");
  }

  @Test
  void keepsOrderAndDuplicates() throws ProverException {
    WindowPostTask task =
        TASKS.of(
            input(
                sector(9, false, "hot", "hot"),
                sector(2, false, "hot", "hot"),
                sector(9, false, "hot", "hot")));

    assertThat(task.replicas())
        .extracting(replica -> replica.sectorId())
        .containsExactly(9L, 2L, 9L);
  }

  @Test
  void namesTheStoreThatIsNotAttached() {
    assertThatThrownBy(() -> TASKS.of(input(sector(7, false, "hot", "gone"))))
        .isInstanceOf(ProverException.class)
        .hasMessage(
            "store gone of sector 7 of miner 1000 is not attached to this worker"
                + " (attached: cold, hot)");
  }

  private static JobInput input(SectorInput... sectors) {
    return new JobInput(List.of(sectors), 1000, "StackedDrgWindow2KiBV1_2", new byte[32]);
  }

  private static SectorInput sector(long number, boolean upgrade, String sealed, String cache) {
    return new SectorInput(number, new byte[32], upgrade, new Accesses(sealed, cache));
  }
}
