package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.testing.ProofFixture;
import io.damocles.wire.JobBrief;
import io.damocles.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real manager and two real workers, one of which dies in the middle of a proof. */
class KilledWorkerIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path folder = Path.of("");

  private ProofFixture fixture;
  private Sectors sectors;
  private Fleet fleet;
  private ManagerView manager;

  @BeforeEach
  void start() throws Exception {
    fixture = ProofFixture.ready();
    sectors = new Sectors(fixture.proofs(), folder);
    sectors.seal();
    sectors.seal();
    fleet =
        new Fleet(
            Path.of("bin").toAbsolutePath(), folder, ProofFixture.parameterDirectory(), sectors);
    manager = new ManagerView(fleet.port());
    fleet.startManager(manager);
    fleet.startWorker(Fleet.BUILTIN);
    fleet.startWorker(Fleet.CHILD);
    await().atMost(LONG).until(() -> manager.workersWaiting() == 2);
  }

  @AfterEach
  void stop() {
    fleet.stop();
    fixture.close();
  }

  @Test
  void costsAtMostTheHeartbeatTimeoutPlusASecond() throws Exception {
    long now = InstantSource.system().instant().getEpochSecond();
    Command.run(fleet.wdpost("create", "-f", "-"), Json.write(sectors.jobs(now)));
    await().atMost(LONG).pollInterval(SHORT).until(() -> !runner().isEmpty());
    String victim = runner();

    fleet.kill(victim);
    long killedAt = System.nanoTime();
    await()
        .atMost(LONG)
        .pollInterval(SHORT)
        .until(() -> !runner().isEmpty() && !runner().equals(victim));

    assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
        .isLessThan(Fleet.HEARTBEAT_TIMEOUT.plusSeconds(1));
    await().atMost(LONG).until(() -> manager.jobs().stream().allMatch(LiveView::isProven));
    assertThat(manager.jobs().get(0).tryNum()).isEqualTo(2);
  }

  /** The worker that runs the job; empty if none does. */
  private String runner() throws Exception {
    JobBrief job = manager.jobs().get(0);
    return job.state().equals("running") ? job.workerName() : "";
  }
}
