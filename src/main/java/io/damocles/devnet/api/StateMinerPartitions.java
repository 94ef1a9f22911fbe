package io.damocles.devnet.api;

import io.damocles.chain.Partition;
import io.damocles.rpc.RpcCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code StateMinerPartitions(miner, deadline, tipset)}. */
final class StateMinerPartitions extends MinerQuery<Long> {
  StateMinerPartitions(Node node) {
    super(node, "StateMinerPartitions", 3, "");
  }

  @Override
  Long more(RpcCall call) {
    return Arguments.uint64(call, 1);
  }

  @Override
  @Nullable Object answer(ShownMiner miner, Long given, long height) {
    List<Partition> partitions = miner.partitions(given);
    return partitions.isEmpty() ? null : partitions;
  }
}
