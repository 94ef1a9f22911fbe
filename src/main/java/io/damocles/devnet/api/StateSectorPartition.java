package io.damocles.devnet.api;

import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateSectorPartition(miner, sector, tipset)}. */
final class StateSectorPartition extends MinerQuery<Long> {
  StateSectorPartition(Node node) {
    super(node, "StateSectorPartition", 3, "");
  }

  @Override
  Long more(RpcCall call) {
    return Arguments.sectorNumber(call, 1);
  }

  @Override
  @Nullable Object answer(ShownMiner miner, Long given, long height) {
    return Partitions.placeOf(miner, given)
        .orElseThrow(
            () ->
                new ChainException(
                    "sector %s not due at any deadline".formatted(Long.toUnsignedString(given))));
  }
}
