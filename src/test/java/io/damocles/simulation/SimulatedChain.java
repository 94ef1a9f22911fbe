package io.damocles.simulation;

import io.damocles.chain.Cid;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.actor.ActorOutcome;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.actor.EpochEnd;
import io.damocles.devnet.actor.MinerActor;
import io.damocles.devnet.actor.MinerKeys;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.ProvingPolicy;
import io.damocles.prover.ProofType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The network: its tipsets and forks, its messages, and the real miner actor. */
final class SimulatedChain {
  static final long WORKER = 101;
  static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;
  static final long EPOCH_MILLIS = 30_000;
  private static final long SEAL_TYPE = 5;
  private static final long BLAKE2B_256 = 0xb220;
  private static final long LONG_LIFE = 10_000_000;

  /** By then a message is executed or never will be. */
  private static final long OLD_EPOCHS = 150;

  private final long seed;
  private final Shape shape;
  private final SplittableRandom random;
  private final Story story;
  private final List<Letter> letters = new ArrayList<>();
  private final List<Letter> young = new ArrayList<>();
  private final Map<TipSetKey, Tip> byKey = new HashMap<>();
  private final Map<Tip, List<CloseReport>> closes = new HashMap<>();

  /** As nodes tell it; the newest that damocles knows is one less. */
  int networkVersion = 29;

  private Tip head;
  private long names;

  SimulatedChain(long seed, Shape shape, Story story) {
    this.seed = seed;
    this.shape = shape;
    this.story = story;
    this.random = new SplittableRandom(seed * 31 + 1);
    List<MinerState> miners = new ArrayList<>();
    for (int i = 0; i < shape.miners(); i++) {
      miners.add(genesis(shape.firstMiner() + i));
    }
    TipSet first = Tip.tipSet(0, 0, seconds(0));
    head = new Tip(null, first, Tip.ticket(seed, 0, 0), 0, miners, miners, miners);
    byKey.put(first.key(), head);
  }

  private MinerState genesis(long id) {
    MinerState state =
        MinerState.create(
            id,
            MinerKeys.of(100, WORKER, List.of()),
            BigInteger.TEN.pow(20),
            ProvingPolicy.devnet(shape.rules()),
            TYPE.number(),
            0);
    List<SectorOnChainInfo> odd = new ArrayList<>();
    List<SectorOnChainInfo> even = new ArrayList<>();
    for (int index = 1; index <= shape.sectors(); index++) {
      boolean early = index <= shape.sectors() / 2 || random.nextInt(4) > 0;
      (early ? odd : even).add(sector(id, shape.firstSector() + index - 1));
    }
    return state.withGenesisSectors(odd, 0).withGenesisSectors(even, 0);
  }

  private static SectorOnChainInfo sector(long miner, long number) {
    byte[] commR = new byte[32];
    ByteBuffer.wrap(commR).putLong(miner).putLong(number);
    Cid sealed = Cid.of(Cid.DAG_CBOR, BLAKE2B_256, commR);
    return new SectorOnChainInfo(number, SEAL_TYPE, sealed, 0, LONG_LIFE, null);
  }

  static long millis(long epoch) {
    return SimulatedTime.START + epoch * EPOCH_MILLIS;
  }

  private static long seconds(long epoch) {
    return millis(epoch) / 1_000;
  }

  Shape shape() {
    return shape;
  }

  Tip head() {
    return head;
  }

  Tip tip(TipSetKey key) {
    Tip found = byKey.get(key);
    if (found == null) {
      throw new IllegalStateException("loading tipset " + key + ": could not find it");
    }
    return found;
  }

  /** The deadlines that closed on the head's chain in that tipset's execution. */
  List<CloseReport> closes(Tip tip) {
    return closes.getOrDefault(tip, List.of());
  }

  /** All that ever arrived. */
  List<Letter> letters() {
    return letters;
  }

  void add(Letter letter) {
    letters.add(letter);
    young.add(letter);
  }

  /** The next tipset on the head. */
  void grow(long epoch) {
    head = next(head, epoch, 0);
  }

  /**
   * Replaces the last tipsets.
   *
   * @param depth how many of them
   * @param epoch of the new head
   * @param beacon 0, or the name of another beacon
   */
  void fork(int depth, long epoch, long beacon) {
    Tip base = head;
    for (int i = 0; i < depth && base.parent() != null; i++) {
      base = base.parent();
    }
    story.tell("fork at height %d to %d, was %d", base.height(), epoch, head.height());
    Tip branch = base;
    for (long height = base.height() + 1; height <= epoch; height++) {
      if (height == epoch || random.nextInt(10) > 0) {
        branch = next(branch, height, beacon);
      }
    }
    head = branch;
  }

  private Tip next(Tip parent, long height, long beacon) {
    long name = ++names;
    TipSet tipSet = Tip.tipSet(height, name, seconds(height));
    byte[] ticket = Tip.ticket(seed, height, name);
    List<MinerState> states = new ArrayList<>(parent.after());
    List<CloseReport> closed = new ArrayList<>();
    for (long empty = parent.height() + 1; empty < height; empty++) {
      end(states, new TipRuntime(seed, empty, parent), closed);
    }
    Tip bare = new Tip(parent, tipSet, ticket, beacon, parent.after(), List.of(), List.of());
    TipRuntime runtime = new TipRuntime(seed, height, bare);
    List<Letter.Landing> landings = new ArrayList<>();
    List<Letter> chosen = chosen(parent, height);
    for (Letter letter : chosen) {
      landings.add(execute(letter, states, runtime, bare));
    }
    List<MinerState> executed = List.copyOf(states);
    end(states, runtime, closed);
    Tip made =
        new Tip(parent, tipSet, ticket, beacon, parent.after(), executed, List.copyOf(states));
    for (int i = 0; i < chosen.size(); i++) {
      Letter.Landing landing = landings.get(i);
      chosen.get(i).landings.add(new Letter.Landing(made, landing.exit(), landing.text()));
    }
    byKey.put(tipSet.key(), made);
    closes.put(made, closed);
    return made;
  }

  private List<Letter> chosen(Tip parent, long height) {
    List<Letter> chosen = new ArrayList<>();
    young.removeIf(letter -> letter.arrived + OLD_EPOCHS < height);
    for (Letter letter : young) {
      boolean ready = letter.waiting && !letter.lost && !letter.givenUp;
      if (ready && letter.notBefore <= height && !letter.isOn(parent) && isTaken(letter, parent)) {
        chosen.add(letter);
      }
    }
    return chosen;
  }

  /** A messager sends nothing whose gas it cannot estimate. */
  private boolean isTaken(Letter letter, Tip parent) {
    return !letter.byMessager || estimate(letter, parent, List.of()).exitCode() == 0;
  }

  private Letter.Landing execute(
      Letter letter, List<MinerState> states, TipRuntime runtime, Tip tip) {
    int index = miner(letter);
    ActorOutcome outcome = call(letter, states.get(index), runtime);
    states.set(index, outcome.state());
    story.tell(
        "%s executed at %d exit=%d %s",
        letter.uid(), tip.height(), outcome.exitCode(), outcome.text());
    return new Letter.Landing(tip, outcome.exitCode(), outcome.text());
  }

  private static ActorOutcome call(Letter letter, MinerState state, TipRuntime runtime) {
    return MinerActor.call(
        state, letter.message().method(), WORKER, letter.message().params(), runtime);
  }

  private int miner(Letter letter) {
    return (int) (letter.message().to().id() - shape.firstMiner());
  }

  private static void end(List<MinerState> states, TipRuntime runtime, List<CloseReport> closed) {
    for (int i = 0; i < states.size(); i++) {
      EpochEnd ended = MinerActor.endOfEpoch(states.get(i), runtime);
      states.set(i, ended.state());
      closed.addAll(ended.closes());
    }
  }

  /** What the actor would say to a message at that tipset, after others that wait. */
  ActorOutcome estimate(Letter letter, Tip at, List<Letter> before) {
    int index = miner(letter);
    MinerState state = at.executed().get(index);
    TipRuntime runtime = new TipRuntime(seed, at.height(), at);
    for (Letter one : before) {
      if (miner(one) == index) {
        state = call(one, state, runtime).state();
      }
    }
    return call(letter, state, runtime);
  }

  /** What of the pool would be executed on that tipset. */
  List<Letter> pending(Tip at) {
    return young.stream()
        .filter(one -> one.waiting && !one.lost && !one.givenUp && !one.isOn(at))
        .toList();
  }

  ActorRuntime runtime(Tip at) {
    return new TipRuntime(seed, at.height(), at);
  }
}
