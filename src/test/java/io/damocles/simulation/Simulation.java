package io.damocles.simulation;

import io.damocles.config.Fil;
import io.damocles.config.ManagerConfig;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.job.JobRules;
import io.damocles.job.sql.MemoryTables;
import io.damocles.poster.Background;
import io.damocles.poster.Poster;
import io.damocles.poster.PosterListener;
import io.damocles.poster.PosterParts;
import io.damocles.poster.sql.SqlPostStore;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One seed's world from its first epoch to its last. */
final class Simulation implements AutoCloseable {
  private static final JobRules RULES =
      new JobRules(5, Duration.ofSeconds(15), Duration.ofHours(25));
  private static final int SLOWEST_HEAD_MILLIS = 6_000;

  private final long seed;
  private final Shape shape;
  private final SimulatedTime time = new SimulatedTime();
  private final Story story = new Story(time);
  private final SimulatedChain chain;
  private final SimulatedNode node;
  private final Mail mail;
  private final Ledger ledger;
  private final Connection connection;
  private final SplittableRandom random;
  private final Life.WallClock wall = new Life.WallClock();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final List<ManagerConfig.Miner> miners = new ArrayList<>();
  private @Nullable Life life;
  private @Nullable SimulatedJobs jobs;
  private @Nullable Poster poster;

  Simulation(long seed, Shape shape) throws SQLException {
    this.seed = seed;
    this.shape = shape;
    this.random = new SplittableRandom(seed * 31 + 4);
    this.chain = new SimulatedChain(seed, shape, story);
    this.node = new SimulatedNode(seed, time, chain);
    this.mail = new Mail(seed, time, chain, node, story);
    this.ledger = new Ledger(story);
    this.connection = MemoryTables.open();
    for (int i = 0; i < shape.miners(); i++) {
      miners.add(miner(SimulatedChain.FIRST_MINER + i));
    }
    for (int i = 0; i < shape.workers(); i++) {
      workers.add(
          new SimulatedWorker(
              "w" + i, time, () -> jobs, this::isGood, attempt -> fate(), random.split(), story));
    }
  }

  private static ManagerConfig.Miner miner(long actor) {
    return new ManagerConfig.Miner(
        actor,
        Optional.empty(),
        new ManagerConfig.Post(List.of(), true, true, true, 1.2, 0, Fil.ZERO, 10, 0, 0, 0, 0, 0),
        false);
  }

  private boolean isGood(long miner, long sector) {
    return true;
  }

  private Fate fate() {
    return new Fate(
        Fate.Kind.PROVES, random.nextLong(shape.shortestProof(), shape.longestProof() + 1));
  }

  /** Runs it all. */
  void run() {
    begin();
    workers.forEach(SimulatedWorker::ask);
    for (long epoch = 1; epoch <= shape.epochs(); epoch++) {
      long height = epoch;
      time.at(
          SimulatedChain.millis(epoch) + 1 + random.nextInt(SLOWEST_HEAD_MILLIS),
          () -> grow(height));
      time.runUntil(SimulatedChain.millis(epoch + 1));
    }
    check();
  }

  private void grow(long epoch) {
    chain.grow(epoch);
    node.see();
  }

  /** The manager's process starts. */
  private void begin() {
    Life begun = new Life(time, wall, random.nextInt(1_000_000));
    SimulatedJobs service =
        new SimulatedJobs(begun, time, connection, RULES, ledger, random.split());
    life = begun;
    jobs = service;
    service.start();
    Poster made =
        new Poster(
            new PosterParts(
                new NodeChain(node, chain, seed, begun),
                new SimulatedPool(node, mail, begun, shape.messager()),
                service,
                new SimulatedSectors(begun, this::isGood),
                (type, randomness, miner, proof, sectors) ->
                    begun.answer(
                        2, () -> FakeProofs.verify(type, randomness, miner, proof, sectors)),
                new SqlPostStore(service, begun),
                new Background() {
                  @Override
                  public <T> Future<T> run(Callable<T> task) {
                    return begun.answer(1, task);
                  }
                },
                begun,
                () -> miners,
                new PosterListener() {}));
    poster = made;
    made.start();
  }

  private void check() {
    for (Tip tip = chain.head(); tip != null; tip = tip.parent()) {
      for (CloseReport report : chain.closes(tip)) {
        long open = report.epoch() + 1 - shape.rules().window();
        if (open - shape.rules().lookback() > 0 && !report.complete()) {
          ledger.violate("missed: " + report);
        }
      }
    }
    for (Letter letter : chain.letters()) {
      for (Letter.Landing landing : letter.landings) {
        if (landing.exit() != 0) {
          ledger.violate(
              letter.uid() + " refused at " + landing.tip().height() + ": " + landing.text());
        }
      }
    }
  }

  List<String> violations() {
    return ledger.violations();
  }

  long accepted() {
    return ledger.accepted();
  }

  String story() {
    return story.toString();
  }

  long events() {
    return time.count();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
