package io.damocles.simulation;

import io.damocles.chain.node.PreparedMessage;
import io.damocles.config.Fil;
import io.damocles.config.ManagerConfig;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** One seed's world from its first epoch to its last. */
final class Simulation implements AutoCloseable, Weather.World {
  private static final int SLOWEST_HEAD_MILLIS = 6_000;
  private static final int NULL_ROUND_EVERY = 20;
  private static final int DAY_AFTER_EVERY = 10;
  private static final int HALF_HOURS_AFTER = 64;
  private static final long HALF_HOUR_EPOCHS = 60;

  private final Surroundings around;
  private final Expectations expectations;
  private final Verdict verdict;
  private final SplittableRandom random;
  private final SimulatedManager manager;
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Stranger stranger;
  private List<ManagerConfig.Miner> miners;
  private boolean left;

  Simulation(long seed, Shape shape) throws SQLException {
    this.around = Surroundings.of(seed, shape);
    this.random = new SplittableRandom(seed * 31 + 4);
    SimulatedChain chain = around.chain();
    this.expectations =
        new Expectations(shape, chain, around.troubles(), around.health(), around.time());
    this.miners = configured(true);
    this.manager = new SimulatedManager(around, () -> miners, random);
    this.verdict =
        new Verdict(
            shape, chain, around.troubles(), expectations, around.ledger(), manager.connection());
    this.stranger = new Stranger(chain);
    for (int i = 0; i < shape.workers(); i++) {
      workers.add(worker("w" + i));
    }
  }

  private SimulatedWorker worker(String name) {
    return new SimulatedWorker(
        name,
        around.time(),
        manager::jobs,
        around.health()::isGoodForWorkers,
        around.fates(),
        random.split(),
        around.story());
  }

  /** What is around the manager, for whoever wants something to go wrong there. */
  Surroundings around() {
    return around;
  }

  SimulatedManager manager() {
    return manager;
  }

  /** Gives the manager another configuration from now on. */
  void configure(List<ManagerConfig.Miner> changed) {
    miners = changed;
  }

  private List<ManagerConfig.Miner> configured(boolean enabled) {
    return LongStream.range(0, around.shape().miners())
        .mapToObj(index -> miner(around.shape().firstMiner() + index, enabled))
        .toList();
  }

  private ManagerConfig.Miner miner(long actor, boolean enabled) {
    long most = around.seed() % 4;
    ManagerConfig.Post post =
        new ManagerConfig.Post(
            List.of(), enabled, true, true, 1.2, 0, Fil.ZERO, 10, 0, 0, 0, most, around.seed() % 3);
    return new ManagerConfig.Miner(actor, Optional.empty(), post, false);
  }

  /** Has the manager killed between two events, to be there again two seconds later. */
  void killAt(long event) {
    around.time().before(event, () -> restart(false, 2_000));
  }

  /** Has the node never answer that call. */
  void hang(String method) {
    around.node().hang(method);
  }

  /** Runs it all. */
  void run() {
    manager.begin();
    workers.forEach(SimulatedWorker::ask);
    new Weather(around.seed(), around.shape(), around.troubles(), this).plan(around.time());
    for (long epoch = 1; epoch <= around.shape().epochs(); epoch++) {
      long height = epoch;
      around
          .time()
          .at(
              SimulatedChain.millis(epoch) + 1 + random.nextInt(SLOWEST_HEAD_MILLIS),
              () -> grow(height));
      around.time().runUntil(SimulatedChain.millis(epoch + 1));
    }
    verdict.atTheEnd();
    leave();
  }

  /** Without miners in the configuration nothing is left to do, and a day later nothing is left. */
  private void leave() {
    verdict.runs(manager.poster());
    left = true;
    miners = List.of();
    workers.forEach(SimulatedWorker::retire);
    quietEpochs(2, 1);
    Life last = manager.life();
    if (last == null) {
      return;
    }
    verdict.timers(last);
    if (around.seed() % DAY_AFTER_EVERY == 0) {
      quietEpochs(HALF_HOURS_AFTER, HALF_HOUR_EPOCHS);
      verdict.dayAfter();
    }
  }

  private void quietEpochs(int count, long each) {
    long from = (around.time().now() - SimulatedTime.START) / SimulatedChain.EPOCH_MILLIS;
    for (int i = 1; i <= count; i++) {
      long height = from + i * each;
      around.time().at(SimulatedChain.millis(height) + 1, () -> grow(height));
      around.time().runUntil(SimulatedChain.millis(height + 1));
    }
  }

  private void grow(long epoch) {
    if (random.nextInt(NULL_ROUND_EVERY) > 0) {
      around.chain().grow(epoch);
      around.node().see();
    }
  }

  @Override
  public void nodeLeaves(long millis) {
    around.node().leave(millis);
  }

  @Override
  public void nodeLags(long millis) {
    around.node().lag(millis);
  }

  @Override
  public void nodeSlows(long each, long millis) {
    around.node().slow(each, millis);
  }

  @Override
  public void fork(int depth, boolean newBeacon) {
    long height = around.chain().head().height();
    if (height > depth) {
      around.chain().fork(depth, height, newBeacon ? random.nextLong() : 0);
      around.node().see();
    }
  }

  @Override
  public void databaseRefuses(long millis) {
    around.outages().databaseUntil = around.time().now() + millis;
  }

  @Override
  public void storesRefuse(long millis) {
    around.outages().storesUntil = around.time().now() + millis;
  }

  @Override
  public void unconfigured(boolean disabledOnly, long millis) {
    miners = disabledOnly ? configured(false) : List.of();
    around.time().after(millis, () -> miners = left ? List.of() : configured(true));
  }

  @Override
  public boolean strangerProves(int miner) {
    Optional<PreparedMessage> proof = stranger.proof(miner);
    proof.ifPresent(around.mail()::postAsStranger);
    return proof.isPresent();
  }

  @Override
  public void poolLags(long millis) {
    around.node().poolLags(millis);
  }

  @Override
  public void clockJumps(long millis) {
    manager.wall().jump(millis);
    if (millis > SimulatedChain.EPOCH_MILLIS) {
      around.time().after(2 * SimulatedChain.EPOCH_MILLIS, () -> manager.wall().jump(-millis));
    }
  }

  @Override
  public boolean operator(boolean removes) {
    String id = around.ledger().current();
    SimulatedJobs service = manager.jobs();
    if (id == null || service == null) {
      return false;
    }
    around.ledger().operates(id);
    if (removes) {
      service.remove(id);
    } else {
      service.reset(id);
    }
    return true;
  }

  @Override
  public void restart(boolean graceful, long downMillis) {
    if (manager.life() == null) {
      return;
    }
    manager.end(graceful);
    around
        .time()
        .after(
            downMillis,
            () -> {
              manager.begin();
              workers.forEach(SimulatedWorker::lost);
            });
  }

  List<String> violations() {
    return around.ledger().violations();
  }

  Troubles troubles() {
    return around.troubles();
  }

  Expectations expectations() {
    return expectations;
  }

  long accepted() {
    return around.ledger().accepted();
  }

  Story told() {
    return around.story();
  }

  long events() {
    return around.time().count();
  }

  @Override
  public void close() throws SQLException {
    manager.close();
  }
}
