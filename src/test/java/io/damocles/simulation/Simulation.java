package io.damocles.simulation;

import io.damocles.chain.node.PreparedMessage;
import io.damocles.config.Fil;
import io.damocles.config.ManagerConfig;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.job.JobRules;
import io.damocles.job.sql.MemoryTables;
import io.damocles.job.sql.Sql;
import io.damocles.poster.Background;
import io.damocles.poster.Poster;
import io.damocles.poster.PosterListener;
import io.damocles.poster.PosterParts;
import io.damocles.poster.PosterView;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One seed's world from its first epoch to its last. */
final class Simulation implements AutoCloseable, Weather.World {
  private static final JobRules RULES =
      new JobRules(5, Duration.ofSeconds(15), Duration.ofHours(25));
  private static final int SLOWEST_HEAD_MILLIS = 6_000;
  private static final int NULL_ROUND_EVERY = 20;
  private static final long MOST_EPOCHS_AFTER = 145;
  private static final int DAY_AFTER_EVERY = 10;
  private static final int HALF_HOURS_AFTER = 64;
  private static final long HALF_HOUR_EPOCHS = 60;

  private final long seed;
  private final Shape shape;
  private final SimulatedTime time = new SimulatedTime();
  private final Story story = new Story(time);
  private final SimulatedChain chain;
  private final SimulatedNode node;
  private final Mail mail;
  private final Ledger ledger;
  private final Troubles troubles = new Troubles(time, story);
  private final SectorHealth health;
  private final Expectations expectations;
  private final AttemptFates fates;
  private final Outages outages = new Outages(time);
  private final Connection connection;
  private final SplittableRandom random;
  private final Life.WallClock wall = new Life.WallClock();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Stranger stranger;
  private List<ManagerConfig.Miner> miners;
  private boolean left;
  private @Nullable Life life;
  private @Nullable SimulatedJobs jobs;
  private @Nullable Poster poster;

  Simulation(long seed, Shape shape) throws SQLException {
    this.seed = seed;
    this.shape = shape;
    this.random = new SplittableRandom(seed * 31 + 4);
    this.chain = new SimulatedChain(seed, shape, story);
    this.node = new SimulatedNode(seed, time, chain);
    this.mail = new Mail(seed, shape, time, chain, node, troubles, story);
    this.ledger = new Ledger(story);
    this.health = new SectorHealth(seed, shape, time);
    this.expectations = new Expectations(shape, chain, troubles, health, time);
    this.fates = new AttemptFates(seed, shape, ledger, troubles);
    this.connection = MemoryTables.open();
    this.stranger = new Stranger(chain);
    this.miners = configured(true);
    for (int i = 0; i < shape.workers(); i++) {
      workers.add(
          new SimulatedWorker(
              "w" + i, time, () -> jobs, health::isGoodForWorkers, fates, random.split(), story));
    }
  }

  private List<ManagerConfig.Miner> configured(boolean enabled) {
    return LongStream.range(0, shape.miners())
        .mapToObj(index -> miner(SimulatedChain.FIRST_MINER + index, enabled))
        .toList();
  }

  private ManagerConfig.Miner miner(long actor, boolean enabled) {
    long most = seed % 4;
    ManagerConfig.Post post =
        new ManagerConfig.Post(
            List.of(), enabled, true, true, 1.2, 0, Fil.ZERO, 10, 0, 0, 0, most, seed % 3);
    return new ManagerConfig.Miner(actor, Optional.empty(), post, false);
  }

  /** Has the manager killed between two events, to be there again two seconds later. */
  void killAt(long event) {
    time.before(event, () -> restart(false, 2_000));
  }

  /** Has the node never answer that call. */
  void hang(String method) {
    node.hang(method);
  }

  /** Runs it all. */
  void run() {
    begin();
    workers.forEach(SimulatedWorker::ask);
    new Weather(seed, shape, troubles, this).plan(time);
    for (long epoch = 1; epoch <= shape.epochs(); epoch++) {
      long height = epoch;
      time.at(
          SimulatedChain.millis(epoch) + 1 + random.nextInt(SLOWEST_HEAD_MILLIS),
          () -> grow(height));
      time.runUntil(SimulatedChain.millis(epoch + 1));
    }
    check();
    leave();
  }

  /** Without miners in the configuration nothing is left to do, and a day later nothing is left. */
  private void leave() {
    checkRuns();
    left = true;
    miners = List.of();
    workers.forEach(SimulatedWorker::retire);
    quietEpochs(2, 1);
    Life last = life;
    if (last == null) {
      return;
    }
    if (last.timers() > Sweeping.ALARMS) {
      ledger.violate(last.timers() + " timers are left, expected " + Sweeping.ALARMS);
    }
    if (seed % DAY_AFTER_EVERY == 0) {
      quietEpochs(HALF_HOURS_AFTER, HALF_HOUR_EPOCHS);
      dayAfter();
    }
  }

  /** A deadline is followed from its challenge until its messages are final, or can never be. */
  private void checkRuns() {
    long longest = shape.rules().lookback() + shape.rules().window() + MOST_EPOCHS_AFTER;
    long most = longest / shape.rules().window() + 1;
    int runs = poster == null ? 0 : PosterView.mostRuns(poster);
    if (runs > most) {
      ledger.violate("%d deadlines are followed, expected %d at most".formatted(runs, most));
    }
  }

  private void quietEpochs(int count, long each) {
    long from = (time.now() - SimulatedTime.START) / SimulatedChain.EPOCH_MILLIS;
    for (int i = 1; i <= count; i++) {
      long height = from + i * each;
      time.at(SimulatedChain.millis(height) + 1, () -> grow(height));
      time.runUntil(SimulatedChain.millis(height + 1));
    }
  }

  private void dayAfter() {
    Sql sql = new Sql(connection);
    for (String table :
        List.of(
            "job", "job_input", "job_output", "job_attempt", "post_partition", "post_message")) {
      try {
        int rows = sql.first("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)).orElse(0);
        if (rows > 0) {
          ledger.violate(rows + " rows are left in " + table + " a day later");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void grow(long epoch) {
    if (random.nextInt(NULL_ROUND_EVERY) > 0) {
      chain.grow(epoch);
      node.see();
    }
  }

  @Override
  public void nodeLeaves(long millis) {
    node.leave(millis);
  }

  @Override
  public void nodeLags(long millis) {
    node.lag(millis);
  }

  @Override
  public void nodeSlows(long each, long millis) {
    node.slow(each, millis);
  }

  @Override
  public void fork(int depth, boolean newBeacon) {
    long height = chain.head().height();
    if (height > depth) {
      chain.fork(depth, height, newBeacon ? random.nextLong() : 0);
      node.see();
    }
  }

  @Override
  public void databaseRefuses(long millis) {
    outages.databaseUntil = time.now() + millis;
  }

  @Override
  public void storesRefuse(long millis) {
    outages.storesUntil = time.now() + millis;
  }

  @Override
  public void unconfigured(boolean disabledOnly, long millis) {
    miners = disabledOnly ? configured(false) : List.of();
    time.after(millis, () -> miners = left ? List.of() : configured(true));
  }

  @Override
  public boolean strangerProves(int miner) {
    Optional<PreparedMessage> proof = stranger.proof(miner);
    proof.ifPresent(mail::postAsStranger);
    return proof.isPresent();
  }

  @Override
  public void poolLags(long millis) {
    node.poolLags(millis);
  }

  @Override
  public void clockJumps(long millis) {
    wall.jump(millis);
    if (millis > SimulatedChain.EPOCH_MILLIS) {
      time.after(2 * SimulatedChain.EPOCH_MILLIS, () -> wall.jump(-millis));
    }
  }

  @Override
  public boolean operator(boolean removes) {
    String id = ledger.current();
    SimulatedJobs service = jobs;
    if (id == null || service == null) {
      return false;
    }
    ledger.operates(id);
    if (removes) {
      service.remove(id);
    } else {
      service.reset(id);
    }
    return true;
  }

  @Override
  public void restart(boolean graceful, long downMillis) {
    Life ended = life;
    if (ended == null) {
      return;
    }
    if (graceful && poster != null && jobs != null) {
      poster.stop();
      jobs.stop();
    }
    ended.end();
    life = null;
    jobs = null;
    poster = null;
    time.after(
        downMillis,
        () -> {
          begin();
          workers.forEach(SimulatedWorker::lost);
        });
  }

  /** The manager's process starts. */
  private void begin() {
    Life begun = new Life(time, wall, random.nextInt(1_000_000));
    SimulatedJobs service =
        new SimulatedJobs(begun, time, connection, RULES, ledger, outages, random.split());
    life = begun;
    jobs = service;
    service.start();
    Poster made =
        new Poster(
            new PosterParts(
                new NodeChain(node, chain, seed, begun),
                new SimulatedPool(node, mail, begun, shape.messager()),
                service,
                new SimulatedSectors(begun, health::isGoodForManager, outages),
                (type, randomness, miner, proof, sectors) ->
                    begun.answer(
                        2,
                        () -> {
                          outages.checkStores();
                          return FakeProofs.verify(type, randomness, miner, proof, sectors);
                        }),
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
        expectations.check(tip, report, ledger);
      }
    }
    expectations.checkRecovered(ledger);
    for (Letter letter : chain.letters()) {
      for (Letter.Landing landing : letter.landings) {
        if (landing.exit() != 0 && !isUnavoidable(letter, landing)) {
          ledger.violate(
              "%s refused at %d, arrived at %d: %s"
                  .formatted(letter.uid(), landing.tip().height(), letter.arrived, landing.text()));
        }
      }
    }
    ledger.needless().forEach(this::checkNeedless);
    ledger.ofPartitions().forEach(this::checkOnce);
  }

  /** Somebody else's proof of the same partition was executed between sending and execution. */
  private boolean isUnavoidable(Letter letter, Letter.Landing landing) {
    long executed = SimulatedChain.millis(landing.tip().height());
    return letter.uid().startsWith("stranger")
        || (landing.text().contains("already proven")
            && troubles.had(Weather.STRANGER, SimulatedChain.millis(letter.arrived - 3), executed));
  }

  /** A database that refuses heartbeats costs attempts. */
  private void checkNeedless(Ledger.Entry job, int times) {
    if (!had(job, "database refuses") && !had(job, "clock wrong")) {
      ledger.violate("%s was proven in vain %d times".formatted(job, times));
    }
  }

  /** A partition has one job, unless its sectors or its challenge changed. */
  private void checkOnce(String partition, List<Ledger.Entry> made) {
    Ledger.Entry any = made.get(0);
    if (made.size() > 1 && !had(any, "randomness changed") && !had(any, "operator removes")) {
      ledger.violate("%s was proven by %d jobs: %s".formatted(partition, made.size(), made));
    }
  }

  private boolean had(Ledger.Entry job, String trouble) {
    long begin = job.open - shape.rules().lookback();
    long end = job.open + shape.rules().window();
    return troubles.had(trouble, SimulatedChain.millis(begin), SimulatedChain.millis(end));
  }

  List<String> violations() {
    return ledger.violations();
  }

  Troubles troubles() {
    return troubles;
  }

  Expectations expectations() {
    return expectations;
  }

  long accepted() {
    return ledger.accepted();
  }

  Story told() {
    return story;
  }

  long events() {
    return time.count();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
