package io.damocles.poster;

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
import io.damocles.chain.node.NodeException.Kind;
import io.damocles.chain.node.NodeFailures;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A chain of one miner: owner f01000, worker f02000, control addresses f03000 to f05000. */
final class SenderChain implements Chain {
  private static final Cid NOTHING = Cid.ofCbor(new byte[0]);
  private static final List<Address> CONTROL =
      List.of(Address.ofId(3_000), Address.ofId(4_000), Address.ofId(5_000));

  /** By key address. */
  final Map<Address, Address> ids = new HashMap<>();

  final Map<Address, Long> balances = new HashMap<>();
  int calls;
  boolean down;

  private <T> Future<T> answer(Supplier<T> answer) {
    calls++;
    return down
        ? Future.failedFuture(NodeFailures.of(Kind.UNREACHABLE, "the node is down"))
        : Future.succeededFuture(answer.get());
  }

  @Override
  public Future<MinerInfo> minerInfo(Address miner, TipSetKey at) {
    return answer(
        () ->
            new MinerInfo(
                Address.ofId(1_000),
                Address.ofId(2_000),
                "<empty>",
                CONTROL,
                -1,
                null,
                null,
                10,
                2_048,
                2,
                null,
                null,
                null));
  }

  @Override
  public Future<Optional<Address>> lookupId(Address address, TipSetKey at) {
    return answer(() -> Optional.ofNullable(ids.get(address)));
  }

  @Override
  public Future<ActorState> actor(Address address, TipSetKey at) {
    Long balance = balances.get(address);
    return balance == null
        ? Future.failedFuture(new IllegalStateException("actor not found: " + address))
        : answer(() -> new ActorState(NOTHING, NOTHING, 0, BigInteger.valueOf(balance)));
  }

  private static <T> Future<T> unknown() {
    return Future.failedFuture(new UnsupportedOperationException("senders do not ask for this"));
  }

  @Override
  public HeadSubscription heads(HeadListener listener) {
    throw new UnsupportedOperationException("senders follow no heads");
  }

  @Override
  public Future<TipSet> head() {
    return unknown();
  }

  @Override
  public Future<NetworkParams> networkParams() {
    return unknown();
  }

  @Override
  public Future<Integer> networkVersion(TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<DeadlineInfo> provingDeadline(Address miner, TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<List<Deadline>> deadlines(Address miner, TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<List<Partition>> partitions(Address miner, long deadline, TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<List<SectorOnChainInfo>> sectors(
      Address miner, Optional<BitField> filter, TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<byte[]> beaconRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return unknown();
  }

  @Override
  public Future<byte[]> ticketRandomness(
      long tag, long epoch, byte @Nullable [] entropy, TipSetKey at) {
    return unknown();
  }
}
