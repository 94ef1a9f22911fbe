package io.damocles.simulation;

import io.damocles.chain.Partition;
import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.config.Fil;
import io.damocles.config.ManagerConfig;
import io.damocles.devnet.actor.DeadlineRules;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.MinerView;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A world where all goes well but for what a test has go wrong at an epoch. */
final class Scenario implements AutoCloseable {
  /** Four deadlines of 30 epochs, each challenged 8 epochs before. */
  static final DeadlineRules RULES = DeadlineRules.of(4, 30, 8, 12);

  /**
   * Two partitions of two sectors in each of two deadlines, those at index 1 and 2 of {@link
   * #open}.
   */
  static final Shape SHAPE = shape(1, 8, 1);

  private static final long SEED = 8;
  private static final long SHORTEST_PROOF = 5_000;
  private static final long LONGEST_PROOF = 10_000;

  private static final ManagerConfig.Post PLAIN = post(true, 0, 0, 0);

  private final Simulation simulation;

  /** What goes wrong. */
  interface Event {
    void happen() throws Exception;
  }

  Scenario() throws SQLException {
    this(SHAPE);
  }

  Scenario(Shape shape) throws SQLException {
    simulation = new Simulation(SEED, shape);
    simulation.configure(
        LongStream.range(0, shape.miners())
            .mapToObj(index -> shape.firstMiner() + index)
            .map(actor -> new ManagerConfig.Miner(actor, Optional.empty(), PLAIN, false))
            .toList());
  }

  static Shape shape(int miners, int sectors, int periods) {
    return shape(miners, sectors, periods, false);
  }

  static Shape shape(int miners, int sectors, int periods, boolean messager) {
    long epochs = periods * RULES.period() + RULES.window();
    return new Shape(RULES, miners, sectors, 3, SHORTEST_PROOF, LONGEST_PROOF, epochs, 0, messager);
  }

  /** How such a world goes if nothing happens. */
  static Outcome calm(Shape shape) throws SQLException {
    try (Scenario scenario = new Scenario(shape)) {
      return scenario.run();
    }
  }

  static ManagerConfig.Post post(
      boolean enabled, long recoverLimit, long perProof, long perRecovery) {
    return post(enabled, recoverLimit, perProof, perRecovery, 0);
  }

  static ManagerConfig.Post post(
      boolean enabled,
      long recoverLimit,
      long perProof,
      long perRecovery,
      long challengeConfidence) {
    return new ManagerConfig.Post(
        List.of(),
        enabled,
        true,
        true,
        1.2,
        0,
        Fil.ZERO,
        10,
        0,
        challengeConfidence,
        recoverLimit,
        perProof,
        perRecovery);
  }

  static ManagerConfig.Miner miner(long index, ManagerConfig.Post post) {
    return new ManagerConfig.Miner(SHAPE.firstMiner() + index, Optional.empty(), post, false);
  }

  Scenario configured(ManagerConfig.Miner... miners) {
    simulation.configure(List.of(miners));
    return this;
  }

  Simulation simulation() {
    return simulation;
  }

  Surroundings around() {
    return simulation.around();
  }

  SimulatedManager manager() {
    return simulation.manager();
  }

  /** The epoch in which the first miner's nth deadline opens, of those that are wholly seen. */
  long open(int nth) {
    long open = around().chain().head().after().get(0).window(0).open();
    while (open - RULES.lookback() <= 1) {
      open += RULES.window();
    }
    return open + nth * RULES.window();
  }

  /** Those of the deadline that opens at the nth {@link #open}, of the first miner. */
  List<Partition> partitions(int nth) {
    MinerState miner = around().chain().head().after().get(0);
    return new MinerView(miner).partitions(miner.window(open(nth)).index());
  }

  /** Has something happen in the middle of an epoch. */
  Scenario at(long epoch, Event event) {
    return at(epoch, SimulatedChain.EPOCH_MILLIS / 2, event);
  }

  /** Has something happen so many milliseconds after an epoch began. */
  Scenario at(long epoch, long millis, Event event) {
    around().time().at(SimulatedChain.millis(epoch) + millis, () -> happen(event));
    return this;
  }

  private static void happen(Event event) {
    try {
      event.happen();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs it to its end. */
  Outcome run() {
    simulation.run();
    Expectations expected = simulation.expectations();
    return new Outcome(
        expected.partitions(),
        expected.missed(),
        around().ledger().attempts(),
        messages(SubmitWindowedPoStParams.METHOD),
        messages(DeclareFaultsRecoveredParams.METHOD),
        List.copyOf(simulation.violations()));
  }

  private long messages(long method) {
    return letters(method).size();
  }

  /** The manager's messages that reached the pool, oldest first. */
  List<Letter> letters(long method) {
    return around().chain().letters().stream()
        .filter(letter -> letter.message().method() == method)
        .filter(letter -> !letter.uid().startsWith("stranger"))
        .toList();
  }

  /** Those that prove the first miner's nth deadline, see {@link #open}. */
  List<Letter> proofs(int nth) {
    return letters(SubmitWindowedPoStParams.METHOD).stream()
        .filter(letter -> letter.arrived >= open(nth) && letter.arrived < open(nth + 1))
        .toList();
  }

  @Override
  public void close() throws SQLException {
    simulation.close();
  }
}
