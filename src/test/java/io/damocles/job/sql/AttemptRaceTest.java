package io.damocles.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.ClaimRequest;
import io.damocles.job.JobRules;
import io.damocles.job.JobState;
import io.damocles.job.NewJob;
import io.damocles.job.Standing;
import io.damocles.testing.Jobs;
import io.damocles.testing.ManualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Two workers race for one job: pauses, duplicates, restarts of the manager, resets and removals in
 * any order never yield two accepted results, nor a success that is lost or overwritten, nor a step
 * that {@link JobState} does not know.
 */
class AttemptRaceTest {
  private static final int STEPS = 60;
  private static final JobRules RULES =
      new JobRules(3, Duration.ofSeconds(15), Duration.ofHours(25));
  private static final List<Path> FILES = new ArrayList<>();

  @AfterContainer
  static void deleteFiles() throws IOException {
    for (Path file : FILES) {
      Files.deleteIfExists(file);
    }
  }

  @Property(tries = 150)
  void neverAcceptsTwoResults(@ForAll Random random) throws SQLException, IOException {
    Path file = Files.createTempFile("race", ".db");
    FILES.add(file);
    Files.delete(file);
    try (Race race = new Race(Database.open(file), random)) {
      for (int step = 0; step < STEPS; step++) {
        race.step();
      }
    }
  }

  private static final class Race implements AutoCloseable {
    private final Database database;
    private final Random random;
    private final ManualTimeline time = new ManualTimeline(1_700_000_000_000L);
    private final NewJob job;
    private final List<AttemptId> everHeld = new ArrayList<>();
    private Connection connection;
    private JobTable table;
    private JobState state = JobState.READY;
    private boolean anew;
    private int accepted;

    Race(Database database, Random random) throws SQLException {
      this.database = database;
      this.random = random;
      this.job = Jobs.job(1000, 1, time.now().wall() + 600_000);
      this.connection = connect();
      this.table = new JobTable(connection, () -> RULES);
      table.operations().create(job, time.now().wall());
    }

    /** Durable writes are not what is tested here, and they would take most of the time. */
    private Connection connect() throws SQLException {
      Connection fast = database.connect();
      try (Statement statement = fast.createStatement()) {
        statement.execute("PRAGMA synchronous = OFF");
      }
      return fast;
    }

    void step() throws SQLException {
      time.advance(random.nextInt(8_000));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> claim();
        case 3, 4 -> beat();
        case 5, 6 -> finish();
        case 7 -> sweep();
        case 8 -> restart();
        default -> operate();
      }
      check();
    }

    private void claim() throws SQLException {
      ClaimRequest request =
          new ClaimRequest("w" + random.nextInt(2), Set.of(), Set.of(), 1 + random.nextInt(2));
      for (Claimed job : table.claims().claim(List.of(request), time.now()).get(0)) {
        AttemptId attempt = job.attempt();
        assertThat(everHeld).as("an attempt number given twice").doesNotContain(attempt);
        assertThat(accepted).as("a job handed out after its success").isZero();
        everHeld.add(attempt);
      }
    }

    private void beat() throws SQLException {
      if (!everHeld.isEmpty()) {
        AttemptId attempt = any();
        Standing standing = table.attempts().heartbeat(attempt, time.now());
        if (standing.isDone()) {
          assertThat(attempt).isEqualTo(newest());
          assertThat(accepted).isZero();
        }
      }
    }

    private void finish() throws SQLException {
      if (everHeld.isEmpty()) {
        return;
      }
      AttemptId attempt = any();
      boolean good = random.nextBoolean();
      AttemptResult result =
          good
              ? new AttemptResult.Success(new byte[] {(byte) attempt.attempt()}, 0)
              : new AttemptResult.Failure("boom");
      Standing standing = table.attempts().finish(attempt, result, time.now()).standing();
      if (standing.kind() == Standing.Kind.ACCEPTED) {
        assertThat(attempt).as("only the newest attempt may finish").isEqualTo(newest());
        accepted += good ? 1 : 0;
      }
    }

    private void sweep() throws SQLException {
      table.sweeps().lapse(time.now());
      table.sweeps().expire(time.now().wall());
    }

    private void restart() throws SQLException {
      connection.close();
      connection = connect();
      table = new JobTable(connection, () -> RULES);
      table.sweeps().adopt(time.now());
    }

    private void operate() throws SQLException {
      if (random.nextBoolean()) {
        table.operations().reset(job.id(), time.now().wall());
      } else {
        table.operations().remove(job.id(), time.now().wall());
        table.operations().create(job, time.now().wall());
      }
      accepted = 0;
      anew = true;
    }

    private void check() throws SQLException {
      assertThat(accepted).isLessThanOrEqualTo(1);
      Sql sql = new Sql(connection);
      int stored = sql.first("SELECT COUNT(*) FROM job_output", row -> row.getInt(1)).orElseThrow();
      assertThat(stored).isEqualTo(accepted);
      JobState now =
          JobState.ofColumn(
              sql.first("SELECT state FROM job", row -> row.getString(1)).orElseThrow());
      assertThat(now == JobState.SUCCEEDED).isEqualTo(accepted == 1);
      follow(now);
    }

    /** A reset, or a removal and a new creation, may come from anywhere and leads to READY. */
    private void follow(JobState now) {
      if (anew) {
        assertThat(now).isEqualTo(JobState.READY);
      } else if (now != state) {
        assertThat(state.canBecome(now)).as("%s became %s", state, now).isTrue();
      }
      state = now;
      anew = false;
    }

    private AttemptId any() {
      return everHeld.get(random.nextInt(everHeld.size()));
    }

    private AttemptId newest() {
      return everHeld.get(everHeld.size() - 1);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
