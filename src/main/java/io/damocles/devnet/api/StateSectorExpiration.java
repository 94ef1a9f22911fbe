package io.damocles.devnet.api;

import io.damocles.chain.SectorExpiration;
import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateSectorExpiration(miner, sector, tipset)}. */
final class StateSectorExpiration extends MinerQuery<Long> {
  StateSectorExpiration(Node node) {
    super(node, "StateSectorExpiration", 3, "");
  }

  @Override
  Long more(RpcCall call) {
    return Arguments.sectorNumber(call, 1);
  }

  @Override
  @Nullable Object answer(ShownMiner miner, Long given, long height) {
    return miner
        .sector(given)
        .map(sector -> new SectorExpiration(sector.expiration(), 0))
        .orElseThrow(
            () -> new ChainException("failed to find sector " + Long.toUnsignedString(given)));
  }
}
