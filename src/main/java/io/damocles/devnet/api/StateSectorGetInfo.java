package io.damocles.devnet.api;

import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateSectorGetInfo(miner, sector, tipset)}. */
final class StateSectorGetInfo extends MinerQuery<Long> {
  StateSectorGetInfo(Node node) {
    super(node, "StateSectorGetInfo", 3, "(get sset) ");
  }

  @Override
  Long more(RpcCall call) {
    return Arguments.sectorNumber(call, 1);
  }

  @Override
  @Nullable Object answer(ShownMiner miner, Long given, long height) {
    return miner.sector(given).orElse(null);
  }
}
