package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.testing.ProofFixture;
import io.damocles.wire.JobBrief;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain, a manager and two workers, one of which dies in the middle of a proof. */
class KilledWorkerIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path folder = Path.of("");

  private DemoOptions options;
  private Fleet fleet;

  @BeforeEach
  void start() throws Exception {
    options =
        DemoOptions.of(
            Path.of("bin").toAbsolutePath(),
            ProofFixture.parameterDirectory(),
            Map.of("DEMO_PARTITIONS", "3", "DEMO_EPOCH", "2s"));
    fleet = new Fleet(options, folder);
    fleet.configure(fleet.startChain(progress -> {}));
    fleet.startManager();
    for (String worker : Fleet.WORKERS) {
      fleet.startWorker(worker);
    }
    await().atMost(LONG).until(() -> fleet.manager().isHealthy());
  }

  @AfterEach
  void stop() {
    fleet.stop();
  }

  @Test
  void costsAtMostTheHeartbeatTimeoutPlusASecond() throws Exception {
    await().atMost(LONG).pollInterval(SHORT).until(() -> running().isPresent());
    JobBrief job = running().orElseThrow();

    fleet.kill(job.workerName());
    long killedAt = System.nanoTime();
    await().atMost(LONG).pollInterval(SHORT).until(() -> now(job).tryNum() == 2);

    assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
        .isLessThan(options.heartbeatTimeout().plusSeconds(1));
    assertThat(now(job).workerName()).isNotEqualTo(job.workerName());
    await().atMost(LONG).until(() -> LiveView.isProven(now(job)));
  }

  private Optional<JobBrief> running() throws Exception {
    return fleet.manager().jobs().stream().filter(job -> job.state().equals("running")).findFirst();
  }

  private JobBrief now(JobBrief job) throws Exception {
    return fleet.manager().jobs().stream()
        .filter(one -> one.id().equals(job.id()))
        .findFirst()
        .orElseThrow();
  }
}
