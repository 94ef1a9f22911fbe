package io.damocles.simulation;

import io.damocles.config.ManagerConfig;
import io.damocles.job.JobRules;
import io.damocles.job.sql.MemoryTables;
import io.damocles.manager.ManagerRules;
import io.damocles.poster.Background;
import io.damocles.poster.Poster;
import io.damocles.poster.PosterParts;
import io.damocles.poster.ProofCheck;
import io.damocles.poster.sql.SqlPostStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The manager's machine: one process after the other over one database. */
final class SimulatedManager implements AutoCloseable {
  private static final JobRules RULES =
      new JobRules(5, Duration.ofSeconds(15), Duration.ofHours(25));

  /** What the manager stores, what refers to others first. */
  static final List<String> TABLES =
      List.of("job_input", "job_output", "job_attempt", "post_partition", "post_message", "job");

  private final Surroundings around;
  private final Supplier<List<ManagerConfig.Miner>> miners;
  private final SplittableRandom random;
  private final Connection connection;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private boolean messager;
  private final Life.WallClock wall = new Life.WallClock();
  private @Nullable Life life;
  private @Nullable SimulatedJobs jobs;
  private @Nullable Poster poster;

  SimulatedManager(
      Surroundings around, Supplier<List<ManagerConfig.Miner>> miners, SplittableRandom random)
      throws SQLException {
    this.around = around;
    this.miners = miners;
    this.random = random;
    this.messager = around.shape().messager();
    this.connection = MemoryTables.open();
  }

  /** The database. */
  Connection connection() {
    return connection;
  }

  /** What all its processes have counted. */
  MeterRegistry registry() {
    return registry;
  }

  Life.WallClock wall() {
    return wall;
  }

  /** Null while it is down. */
  @Nullable Life life() {
    return life;
  }

  /** Null while it is down. */
  @Nullable SimulatedJobs jobs() {
    return jobs;
  }

  /** Null while it is down. */
  @Nullable Poster poster() {
    return poster;
  }

  /** The process ends. */
  void end(boolean graceful) {
    if (graceful && poster != null && jobs != null) {
      poster.stop();
      jobs.stop();
    }
    if (life != null) {
      life.end();
    }
    life = null;
    jobs = null;
    poster = null;
  }

  /** The process starts. */
  void begin() {
    Life begun = new Life(around.time(), wall, random.nextInt(1_000_000));
    SimulatedJobs service =
        new SimulatedJobs(
            begun,
            around.time(),
            connection,
            RULES,
            around.ledger(),
            around.outages(),
            random.split());
    life = begun;
    jobs = service;
    service.start();
    Poster made = new Poster(parts(begun, service));
    poster = made;
    made.start();
  }

  /** From its next start on messages go through a messager, or the node. */
  void sendsThroughMessager(boolean through) {
    messager = through;
  }

  /** The database is lost. */
  void wipe() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate("DELETE FROM " + table);
      }
    }
    connection.commit();
  }

  private PosterParts parts(Life begun, SimulatedJobs service) {
    return new PosterParts(
        new NodeChain(around.node(), around.chain(), around.seed(), begun),
        new SimulatedPool(around.node(), around.mail(), begun, messager),
        service,
        new SimulatedSectors(begun, around.health()::isGoodForManager, around.outages()),
        verifier(begun),
        new SqlPostStore(service, begun),
        new Background() {
          @Override
          public <T> Future<T> run(Callable<T> task) {
            around.outages().checkCaller(Outages.BACKGROUND);
            return begun.answer(1, task);
          }
        },
        begun,
        miners,
        ManagerRules.counting(registry));
  }

  private ProofCheck verifier(Life begun) {
    return (type, randomness, miner, proof, sectors) -> {
      around.outages().checkCaller(Outages.VERIFIER);
      return begun.answer(
          2,
          () -> {
            around.outages().checkStores();
            return !around.outages().strikes(Outages.VERIFIER)
                && FakeProofs.verify(type, randomness, miner, proof, sectors);
          });
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
