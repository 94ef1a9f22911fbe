package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real manager process, killed with SIGKILL while fifty connections write. */
class KilledManagerIT {
  private static final long MINER = 1000;
  private static final int CLIENTS = 50;
  private static final int KILLS = 3;
  private static final int JOBS = 200;

  @TempDir Path home = Path.of("");

  @Test
  void losesNoAcknowledgedWrite() throws Exception {
    Path script = Path.of("bin", "damocles-manager").toAbsolutePath();
    JobMaker maker = new JobMaker(1, MINER, 10);
    Ledger ledger = new Ledger();
    try (ManagerProcess manager = ManagerProcess.start(script, home, Map.of())) {
      create(manager, maker, ledger);
      ClaimLoad claims = new ClaimLoad(CLIENTS, MINER);
      ClosedLoop.run(manager.api(), CLIENTS, claims);
      List<String> running = claims.attempts();
      assertThat(running).hasSize(JOBS).doesNotHaveDuplicates();

      for (int kill = 0; kill < KILLS; kill++) {
        create(manager, maker, ledger);
        RestartPhase.Result result =
            new RestartPhase(manager, ledger, MINER, CLIENTS).run(running, JOBS);

        assertThat(result.lost()).isZero();
        assertThat(result.acknowledged()).isGreaterThan(JOBS * (kill + 2));
        running = List.copyOf(ledger.held());
      }
    }
  }

  private static void create(ManagerProcess manager, JobMaker maker, Ledger ledger)
      throws Exception {
    CreateLoad creation = new CreateLoad(maker::next, JOBS);
    ClosedLoop.run(manager.api(), 4, creation);
    ledger.created(creation.jobs());
  }
}
