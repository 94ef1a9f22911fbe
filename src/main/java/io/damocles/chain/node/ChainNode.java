package io.damocles.chain.node;

import io.damocles.chain.ActorState;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.MinerPower;
import io.damocles.chain.NetworkParams;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorExpiration;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.ResultReader;
import io.damocles.rpc.SocketRules;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chain as its nodes see it: their calls with types. Each fails with {@link NodeException} and
 * nothing else, within a time limit. A {@link TipSetKey#HEAD} means the head of the node asked.
 */
public final class ChainNode implements Chain {
  static final String NOTIFY = "Filecoin.ChainNotify";
  static final String HEAD = "Filecoin.ChainHead";
  static final String SYNC = "Filecoin.SyncState";
  private static final String API_NAME = "v1.FullNode";
  private static final int NO_ACTOR = 11;
  private static final long NO_LOOKBACK_LIMIT = -1;

  private final NodePool calls;
  private final NodeLimits limits;

  private ChainNode(NodePool calls, NodeLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  /** The nodes at these addresses, at least one, in the order of preference; see {@link #start}. */
  public static ChainNode of(
      Vertx vertx,
      Timeline timeline,
      List<NodeAddress> addresses,
      NodeLimits limits,
      SyncRules rules,
      SocketRules sockets) {
    List<NodeConnection> connections =
        addresses.stream()
            .map(address -> new NodeConnection(vertx, address, API_NAME, sockets))
            .toList();
    return new ChainNode(new NodePool(vertx, timeline, rules, connections), limits);
  }

  /** Looks at all nodes, and goes on doing so; never fails. */
  public Future<Void> start() {
    return calls.start();
  }

  public Future<Void> close() {
    return calls.close();
  }

  /** What is known of each node. */
  public Future<List<NodeStatus>> status() {
    return calls.status();
  }

  /** Follows the chain's head until cancelled, over losses of connections and changes of nodes. */
  @Override
  public HeadSubscription heads(HeadListener listener) {
    return calls.heads(listener);
  }

  public Future<String> networkName() {
    return quick(String.class, "StateNetworkName");
  }

  @Override
  public Future<NetworkParams> networkParams() {
    return quick(NetworkParams.class, "StateGetNetworkParams");
  }

  @Override
  public Future<Integer> networkVersion(TipSetKey at) {
    return quick(Integer.class, "StateNetworkVersion", at);
  }

  @Override
  public Future<TipSet> head() {
    return quick(TipSet.class, "ChainHead");
  }

  public Future<TipSet> tipSet(TipSetKey key) {
    return quick(TipSet.class, "ChainGetTipSet", key);
  }

  /** The ids of a block's messages, as the chain knows them. */
  public Future<List<Cid>> blockMessages(Cid block) {
    return heavy(NodeReply.value(BlockMessages.class), "ChainGetBlockMessages", block)
        .map(BlockMessages::all);
  }

  @Override
  public Future<MinerInfo> minerInfo(Address miner, TipSetKey at) {
    return quick(MinerInfo.class, "StateMinerInfo", miner, at);
  }

  /** A miner's power and the network's; of an unknown miner zeros. */
  public Future<MinerPower> minerPower(Address miner, TipSetKey at) {
    return quick(MinerPower.class, "StateMinerPower", miner, at);
  }

  @Override
  public Future<DeadlineInfo> provingDeadline(Address miner, TipSetKey at) {
    return quick(DeadlineInfo.class, "StateMinerProvingDeadline", miner, at);
  }

  /** All deadlines of a proving period, by index. */
  @Override
  public Future<List<Deadline>> deadlines(Address miner, TipSetKey at) {
    return heavy(NodeReply.list(Deadline.class), "StateMinerDeadlines", miner, at);
  }

  /** A deadline's partitions, by index; none if there is none. */
  @Override
  public Future<List<Partition>> partitions(Address miner, long deadline, TipSetKey at) {
    return heavy(NodeReply.list(Partition.class), "StateMinerPartitions", miner, deadline, at);
  }

  /** The sectors of the set, or all of the miner. */
  @Override
  public Future<List<SectorOnChainInfo>> sectors(
      Address miner, Optional<BitField> filter, TipSetKey at) {
    return heavy(
        NodeReply.list(SectorOnChainInfo.class),
        "StateMinerSectors",
        miner,
        filter.orElse(null),
        at);
  }

  /** A sector, if the chain knows it; the number is unsigned. */
  public Future<Optional<SectorOnChainInfo>> sector(Address miner, long number, TipSetKey at) {
    return calls.call(
        "Filecoin.StateSectorGetInfo",
        limits.quick(),
        NodeReply.optional(SectorOnChainInfo.class),
        miner,
        unsigned(number),
        at);
  }

  /** When a sector of the chain ends; the number is unsigned. */
  public Future<SectorExpiration> sectorExpiration(Address miner, long number, TipSetKey at) {
    return quick(SectorExpiration.class, "StateSectorExpiration", miner, unsigned(number), at);
  }

  /** 32 bytes; {@code tag} is the domain separation tag. */
  @Override
  public Future<byte[]> beaconRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return quick(byte[].class, "StateGetRandomnessFromBeacon", tag, epoch, entropy, at);
  }

  /** 32 bytes; {@code at} must name a tipset. */
  @Override
  public Future<byte[]> ticketRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return quick(byte[].class, "StateGetRandomnessFromTickets", tag, epoch, entropy, at);
  }

  /** An address's actor id, if the chain knows it. */
  @Override
  public Future<Optional<Address>> lookupId(Address address, TipSetKey at) {
    return quick(Address.class, "StateLookupID", address, at)
        .map(Optional::of)
        .recover(ChainNode::emptyIfUnknown);
  }

  /** The key address of an account. */
  public Future<Address> accountKey(Address address, TipSetKey at) {
    return quick(Address.class, "StateAccountKey", address, at);
  }

  @Override
  public Future<ActorState> actor(Address address, TipSetKey at) {
    return quick(ActorState.class, "StateGetActor", address, at);
  }

  /** Where a message, or what replaced it, is on the chain of {@code at}, if it is. */
  public Future<Optional<MessageLookup>> searchMessage(TipSetKey at, Cid message) {
    return calls.call(
        "Filecoin.StateSearchMsg",
        limits.heavy(),
        NodeReply.optional(MessageLookup.class),
        at,
        message,
        NO_LOOKBACK_LIMIT,
        true);
  }

  /** The nonce that the sender's next message needs; unsigned. */
  public Future<Long> nextNonce(Address sender) {
    return quick(Long.class, "MpoolGetNonce", sender);
  }

  public Future<List<SignedMessage>> pendingMessages(TipSetKey at) {
    return heavy(NodeReply.list(SignedMessage.class), "MpoolPending", at);
  }

  /** The message with limit, premium and fee cap filled in; code 3 if it would fail. */
  public Future<Message> estimateGas(Message message, BigInteger maxFee, TipSetKey at) {
    return heavy(
        NodeReply.value(Message.class),
        "GasEstimateMessageGas",
        message,
        Map.of("MaxFee", maxFee),
        at);
  }

  /** Signs with a key of the node's wallet. */
  public Future<SignedMessage> sign(Address signer, Message message) {
    return quick(SignedMessage.class, "WalletSignMessage", signer, message);
  }

  /** Puts a signed message into the pool; {@link MessagePool} says what to make of a failure. */
  public Future<Cid> push(SignedMessage message) {
    return quick(Cid.class, "MpoolPush", message);
  }

  private <T> Future<T> quick(Class<T> type, String method, @Nullable Object... params) {
    return calls.call("Filecoin." + method, limits.quick(), NodeReply.value(type), params);
  }

  private <T> Future<T> heavy(ResultReader<T> reader, String method, @Nullable Object... params) {
    return calls.call("Filecoin." + method, limits.heavy(), reader, params);
  }

  private static Object unsigned(long number) {
    return number >= 0 ? number : new BigDecimal(Long.toUnsignedString(number));
  }

  private static <T> Future<Optional<T>> emptyIfUnknown(Throwable failure) {
    return failure instanceof NodeException node && node.code() == NO_ACTOR
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }
}
