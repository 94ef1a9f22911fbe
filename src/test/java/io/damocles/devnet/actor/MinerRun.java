package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Blake2b;
import io.damocles.chain.CborBytes;
import io.damocles.chain.Cid;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.message.DeclareFaultsParams;
import io.damocles.chain.message.FaultDeclaration;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A miner of 2KiB sectors that messages and epochs act on; proofs are good if they start with 1.
 */
final class MinerRun implements ActorRuntime {
  static final long MINER = 1000;
  static final long OWNER = 100;
  static final long WORKER = 101;
  static final long CONTROL = 102;
  static final long STRANGER = 105;
  static final long BENEFICIARY = 106;
  static final long WINDOW_2KIB = 10;
  static final BigInteger BALANCE = BigInteger.valueOf(1000);
  static final BigInteger FEE = BigInteger.TEN;

  /** The deadline that the sectors are in. */
  static final int DEADLINE = 5;

  MinerState state;
  long epoch;
  final List<WindowPostCheck> checks = new ArrayList<>();
  final List<Long> beaconEpochs = new ArrayList<>();
  final List<CloseReport> closes = new ArrayList<>();

  MinerRun(MinerState state) {
    this.state = state;
  }

  /** Verifies every proof. */
  static MinerRun verifying() {
    return with(policy());
  }

  /** Leaves proofs that recover nothing to disputes, as the real actor. */
  static MinerRun trusting() {
    return with(policy().withVerifyAlways(false));
  }

  static ProvingPolicy policy() {
    return ProvingPolicy.devnet(DeadlineRules.mainnet()).withFaultFee(FEE);
  }

  private static MinerRun with(ProvingPolicy policy) {
    MinerKeys keys = new MinerKeys(OWNER, WORKER, List.of(CONTROL), BENEFICIARY);
    return new MinerRun(MinerState.create(MINER, keys, BALANCE, policy, WINDOW_2KIB, 0));
  }

  static SectorOnChainInfo sector(long number) {
    return sector(number, 1_000_000);
  }

  static SectorOnChainInfo sector(long number, long expiration) {
    byte[] commitment = Blake2b.hash256(ByteBuffer.allocate(8).putLong(number).array());
    return new SectorOnChainInfo(
        number, 5, Cid.of(0xf102, 0x1012, commitment), 0, expiration, null);
  }

  /** Puts sectors with power into the deadline's next partition. */
  MinerRun partition(long... numbers) {
    return partition(DEADLINE, PartitionState.EMPTY.add(BitField.of(numbers), true));
  }

  MinerRun partition(int deadline, PartitionState partition) {
    List<PartitionState> all = new ArrayList<>(state.deadlines().get(deadline).partitions());
    all.add(partition);
    List<SectorOnChainInfo> fresh =
        partition.sectors().stream().mapToObj(MinerRun::sector).toList();
    state = state.withDeadline(deadline, state.deadlines().get(deadline).withPartitions(all));
    state = state.withProving(state.cron().awake(), state.sectors().plus(fresh), state.deadlines());
    return this;
  }

  /** Two partitions of sectors with power: {1,2}, {3,4}. */
  MinerRun twoPartitions() {
    return partition(1, 2).partition(3, 4);
  }

  DeadlineWindow window() {
    return state.nextWindow(DEADLINE, epoch);
  }

  /** Moves to the deadline's next opening and so many epochs on, with every cron between. */
  MinerRun opened(long later) {
    DeadlineWindow next = window();
    long open = next.hasOpened() ? next.open() + next.rules().period() : next.open();
    return advanceTo(open + later);
  }

  /** Ends epochs until the given one has begun. */
  MinerRun advanceTo(long target) {
    while (epoch < target) {
      EpochEnd end = MinerActor.endOfEpoch(state, this);
      state = end.state();
      closes.addAll(end.closes());
      epoch++;
    }
    return this;
  }

  /** Ends the deadline that is open. */
  CloseReport close() {
    advanceTo(state.window(epoch).close());
    return closes.get(closes.size() - 1);
  }

  PostMessage post() {
    return new PostMessage(this);
  }

  ActorOutcome call(long method, long caller, byte @Nullable [] params) {
    ActorOutcome outcome = MinerActor.call(state, method, caller, params, this);
    state = outcome.state();
    return outcome;
  }

  ActorOutcome declareFaults(FaultDeclaration... entries) {
    return call(10, WORKER, new DeclareFaultsParams(List.of(entries)).encode());
  }

  ActorOutcome declareRecovered(FaultDeclaration... entries) {
    return declareRecovered(WORKER, entries);
  }

  ActorOutcome declareRecovered(long caller, FaultDeclaration... entries) {
    return call(11, caller, new DeclareFaultsParams(List.of(entries)).encode());
  }

  ActorOutcome terminate(FaultDeclaration... entries) {
    return call(9, WORKER, new DeclareFaultsParams(List.of(entries)).encode());
  }

  ActorOutcome dispute(long deadline, long index) {
    byte[] params = new CborBytes().array(2).unsigned(deadline).unsigned(index).toByteArray();
    return call(24, STRANGER, params);
  }

  static FaultDeclaration entry(long partition, long... sectors) {
    return new FaultDeclaration(DEADLINE, partition, BitField.of(sectors));
  }

  PartitionState at(int partition) {
    return deadline().partitions().get(partition);
  }

  DeadlineState deadline() {
    return state.deadlines().get(DEADLINE);
  }

  /** The claim, in sectors. */
  long claim() {
    return state.power().divide(BigInteger.valueOf(2048)).longValueExact();
  }

  /** What was paid so far, in fees of one faulty sector. */
  long fees() {
    return BALANCE.subtract(state.balance()).divide(FEE).longValueExact();
  }

  static byte[] goodProof(int partitions) {
    byte[] proof = new byte[192 * partitions];
    Arrays.fill(proof, (byte) 1);
    return proof;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public byte[] ticketRandomness(long tag, long at, byte[] entropy) {
    return draw("ticket", tag, at, entropy);
  }

  @Override
  public byte[] beaconRandomness(long tag, long at, byte[] entropy) {
    beaconEpochs.add(at);
    return draw("beacon", tag, at, entropy);
  }

  private static byte[] draw(String source, long tag, long at, byte[] entropy) {
    byte[] numbers = ByteBuffer.allocate(16).putLong(tag).putLong(at).array();
    return Blake2b.hash256(source.getBytes(StandardCharsets.UTF_8), numbers, entropy);
  }

  @Override
  public OptionalLong resolve(Address address) {
    return address.isId() ? OptionalLong.of(address.id()) : OptionalLong.empty();
  }

  @Override
  public boolean verifyWindowPost(WindowPostCheck check) {
    checks.add(check);
    return check.proof().length > 0 && check.proof()[0] == 1;
  }

  /** The sectors that were verified last. */
  List<Long> verified() {
    return checks.get(checks.size() - 1).sectors().stream()
        .map(SectorOnChainInfo::sectorNumber)
        .toList();
  }

  static List<SectorOnChainInfo> sectors(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(MinerRun::sector).toList();
  }
}
