package io.damocles.devnet.api;

import io.damocles.chain.Partition;
import io.damocles.devnet.execution.ChainException;
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
  @Nullable Object answer(MinerView miner, Long given, long height) {
    if (Long.compareUnsigned(given, miner.deadlines().size()) >= 0) {
      throw new ChainException(
          "failed to load the deadline: invalid deadline " + Long.toUnsignedString(given));
    }
    List<Partition> partitions = miner.partitions(given.intValue());
    return partitions.isEmpty() ? null : partitions;
  }
}
