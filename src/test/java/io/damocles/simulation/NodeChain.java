package io.damocles.simulation;

import io.damocles.chain.ActorState;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.NetworkParams;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.chain.node.HeadListener;
import io.damocles.chain.node.HeadSubscription;
import io.damocles.devnet.actor.MinerView;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chain as one life of the manager asks for it. */
final class NodeChain implements Chain {
  private static final Cid CODE = Cid.ofCbor(new byte[0]);

  private final SimulatedNode node;
  private final SimulatedChain chain;
  private final long seed;
  private final Life life;

  NodeChain(SimulatedNode node, SimulatedChain chain, long seed, Life life) {
    this.node = node;
    this.chain = chain;
    this.seed = seed;
    this.life = life;
  }

  private <T> Future<T> at(String method, TipSetKey key, Function<Tip, T> answer) {
    return node.call(
        life, method, () -> answer.apply(key.cids().isEmpty() ? node.head() : chain.tip(key)));
  }

  /** A node reads the state before the tipset's messages (actor.md §0, 8). */
  private <T> Future<T> miner(
      String method, Address address, TipSetKey key, Function<MinerView, T> answer) {
    int index = (int) (address.id() - chain.shape().firstMiner());
    return at(
        method + " " + address, key, tip -> answer.apply(new MinerView(tip.before().get(index))));
  }

  @Override
  public HeadSubscription heads(HeadListener listener) {
    return node.subscribe(life, listener);
  }

  @Override
  public Future<TipSet> head() {
    return at("ChainHead", TipSetKey.HEAD, Tip::tipSet);
  }

  @Override
  public Future<NetworkParams> networkParams() {
    return at(
        "StateGetNetworkParams",
        TipSetKey.HEAD,
        tip ->
            new NetworkParams(
                "simulation", SimulatedChain.EPOCH_MILLIS / 1_000, SimulatedTime.START / 1_000));
  }

  @Override
  public Future<Integer> networkVersion(TipSetKey at) {
    return at("StateNetworkVersion", at, tip -> chain.networkVersion);
  }

  @Override
  public Future<MinerInfo> minerInfo(Address miner, TipSetKey at) {
    return miner("StateMinerInfo", miner, at, MinerView::info);
  }

  @Override
  public Future<DeadlineInfo> provingDeadline(Address miner, TipSetKey at) {
    int index = (int) (miner.id() - chain.shape().firstMiner());
    return at(
        "StateMinerProvingDeadline " + miner,
        at,
        tip -> new MinerView(tip.before().get(index)).provingDeadline(tip.height()));
  }

  @Override
  public Future<List<Deadline>> deadlines(Address miner, TipSetKey at) {
    return miner("StateMinerDeadlines", miner, at, MinerView::deadlines);
  }

  @Override
  public Future<List<Partition>> partitions(Address miner, long deadline, TipSetKey at) {
    return miner("StateMinerPartitions", miner, at, view -> view.partitions(deadline));
  }

  @Override
  public Future<List<SectorOnChainInfo>> sectors(
      Address miner, Optional<BitField> filter, TipSetKey at) {
    return miner("StateMinerSectors", miner, at, view -> view.sectors(filter.orElse(null)));
  }

  @Override
  public Future<byte[]> beaconRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return at(
        "StateGetRandomnessFromBeacon",
        at,
        tip ->
            new TipRuntime(seed, tip.height(), tip).beaconRandomness(tag, epoch, bytes(entropy)));
  }

  @Override
  public Future<byte[]> ticketRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return at(
        "StateGetRandomnessFromTickets",
        at,
        tip ->
            new TipRuntime(seed, tip.height(), tip).ticketRandomness(tag, epoch, bytes(entropy)));
  }

  private static byte[] bytes(byte @Nullable [] entropy) {
    return entropy == null ? new byte[0] : entropy;
  }

  @Override
  public Future<Optional<Address>> lookupId(Address address, TipSetKey at) {
    return at("StateLookupID", at, tip -> Optional.of(address));
  }

  @Override
  public Future<ActorState> actor(Address address, TipSetKey at) {
    return at("StateGetActor", at, tip -> new ActorState(CODE, CODE, 0, BigInteger.TEN.pow(20)));
  }
}
