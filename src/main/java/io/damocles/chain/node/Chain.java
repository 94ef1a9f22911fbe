package io.damocles.chain.node;

import io.damocles.chain.ActorState;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.NetworkParams;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the poster asks of the chain; {@link ChainNode} says what each call does. */
public interface Chain {
  HeadSubscription heads(HeadListener listener);

  Future<TipSet> head();

  Future<NetworkParams> networkParams();

  Future<Integer> networkVersion(TipSetKey at);

  Future<MinerInfo> minerInfo(Address miner, TipSetKey at);

  Future<DeadlineInfo> provingDeadline(Address miner, TipSetKey at);

  Future<List<Deadline>> deadlines(Address miner, TipSetKey at);

  Future<List<Partition>> partitions(Address miner, long deadline, TipSetKey at);

  Future<List<SectorOnChainInfo>> sectors(Address miner, Optional<BitField> filter, TipSetKey at);

  Future<byte[]> beaconRandomness(long tag, long epoch, byte @Nullable [] entropy, TipSetKey at);

  Future<byte[]> ticketRandomness(long tag, long epoch, byte @Nullable [] entropy, TipSetKey at);

  Future<Optional<Address>> lookupId(Address address, TipSetKey at);

  Future<ActorState> actor(Address address, TipSetKey at);
}
