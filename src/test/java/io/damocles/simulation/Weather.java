package io.damocles.simulation;

import java.util.SplittableRandom;

/** Lets things go wrong at random times that the seed chooses. */
final class Weather {
  static final long EPOCH = SimulatedChain.EPOCH_MILLIS;
  static final String STRANGER = "somebody else proves";
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final int EPOCHS_EACH = 45;
  private static final int KINDS = 20;
  private static final long LANDING = 5 * EPOCH;

  private final Shape shape;
  private final SplittableRandom random;
  private final Troubles troubles;
  private final World world;

  /** What can go wrong everywhere. */
  interface World {
    void nodeLeaves(long millis);

    void nodeLags(long millis);

    void nodeSlows(long each, long millis);

    void fork(int depth, boolean newBeacon);

    void restart(boolean graceful, long downMillis);

    void clockJumps(long millis);

    /** Nothing can be stored. */
    void databaseRefuses(long millis);

    /** Sectors cannot be looked for, and proofs cannot be verified. */
    void storesRefuse(long millis);

    /** The operator takes all miners out of the configuration, or disables them. */
    void unconfigured(boolean disabledOnly, long millis);

    /** Somebody else proves one of a miner's partitions; false if there is none to prove. */
    boolean strangerProves(int miner);

    /** Messages are looked for on a chain that is some epochs behind. */
    void poolLags(long millis);

    /** The operator resets or removes a job that is there; false if there is none. */
    boolean operator(boolean removes);
  }

  Weather(long seed, Shape shape, Troubles troubles, World world) {
    this.shape = shape;
    this.random = new SplittableRandom(seed * 31 + 5);
    this.troubles = troubles;
    this.world = world;
  }

  /** Chooses when what happens: now and then always the same, which leaves less to excuse. */
  void plan(SimulatedTime time) {
    long count = shape.faults() * shape.epochs() / EPOCHS_EACH;
    long length = shape.epochs() * EPOCH;
    int only = random.nextBoolean() ? random.nextInt(KINDS) : -1;
    for (long i = 0; i < count; i++) {
      int kind = only < 0 ? random.nextInt(KINDS) : only;
      time.at(SimulatedTime.START + random.nextLong(length), () -> strike(kind));
    }
  }

  private void strike(int kind) {
    switch (kind) {
      case 0, 1 -> leave();
      case 2 -> lag();
      case 3 -> slow();
      case 4, 5, 6 -> fork();
      case 7, 8, 9 -> restart();
      case 10 -> jump();
      case 11, 12 -> operator();
      case 13 -> refuseWrites();
      case 14 -> refuseLooks();
      case 15 -> otherView();
      case 16 -> newRandomness();
      case 17 -> unconfigure();
      case 18 -> stranger();
      default -> wrongClock();
    }
  }

  private void refuseWrites() {
    long millis = random.nextLong(2 * EPOCH);
    troubles.everywhere("database refuses", millis, millis + 3 * EPOCH);
    world.databaseRefuses(millis);
  }

  private void refuseLooks() {
    long millis = random.nextLong(3 * EPOCH);
    troubles.everywhere("stores and verifier refuse", millis, millis + 2 * EPOCH);
    world.storesRefuse(millis);
  }

  private void otherView() {
    long millis = random.nextLong(6 * EPOCH);
    troubles.everywhere("pool is behind", millis, millis + 2 * EPOCH);
    world.poolLags(millis);
  }

  private void leave() {
    long millis = 2 * SECOND + random.nextLong(6 * EPOCH);
    troubles.everywhere("node away", millis, millis + 2 * EPOCH);
    world.nodeLeaves(millis);
  }

  private void lag() {
    long millis = EPOCH + random.nextLong(4 * EPOCH);
    troubles.everywhere("node behind", millis, millis + EPOCH);
    world.nodeLags(millis);
  }

  private void slow() {
    long millis = EPOCH + random.nextLong(3 * EPOCH);
    troubles.everywhere("node slow", millis, millis + 2 * EPOCH);
    world.nodeSlows(15 * SECOND, millis);
  }

  private void fork() {
    int depth = 1 + random.nextInt(4);
    troubles.everywhere("fork", 0, depth * EPOCH + LANDING);
    world.fork(depth, false);
  }

  private void restart() {
    long down = 500 + random.nextLong(random.nextInt(4) == 0 ? 3 * EPOCH : 5 * SECOND);
    boolean graceful = random.nextInt(3) == 0;
    troubles.everywhere("restart", down, down + 2 * EPOCH);
    world.restart(graceful, down);
  }

  private void jump() {
    long millis = random.nextLong(-20 * SECOND, 20 * SECOND);
    troubles.everywhere("clock set", 0, 2 * EPOCH);
    world.clockJumps(millis);
  }

  private void operator() {
    boolean removes = random.nextBoolean();
    if (world.operator(removes)) {
      troubles.everywhere(
          removes ? "operator removes" : "operator resets", 0, shape.longestProof() * 2);
    }
  }

  private void unconfigure() {
    long millis = random.nextLong(4 * EPOCH);
    troubles.everywhere("taken out of the configuration", millis, millis + 3 * EPOCH);
    world.unconfigured(random.nextBoolean(), millis);
  }

  private void stranger() {
    if (world.strangerProves(random.nextInt(shape.miners()))) {
      troubles.everywhere(STRANGER, 4 * EPOCH, LANDING + EPOCH);
    }
  }

  private void newRandomness() {
    int depth = (int) shape.rules().lookback() / 2 + random.nextInt(6);
    long again = depth * EPOCH + LANDING + shape.wave();
    troubles.everywhere("randomness changed", 0, again);
    world.fork(depth, true);
  }

  private void wrongClock() {
    troubles.everywhere("clock wrong", 2 * EPOCH, 3 * EPOCH + shape.wave());
    world.clockJumps(HOUR);
  }
}
