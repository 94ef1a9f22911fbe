package io.damocles.devnet.api;

import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateSectorExpiration(miner, sector, tipset)}. */
final class StateSectorExpiration extends MinerQuery<Long> {
  record Expiration(long onTime, long early) {}

  StateSectorExpiration(Node node) {
    super(node, "StateSectorExpiration", 3, "");
  }

  @Override
  Long more(RpcCall call) {
    return Arguments.sectorNumber(call, 1);
  }

  @Override
  @Nullable Object answer(MinerView miner, Long given, long height) {
    MinerView.Sector sector = miner.sectors().get(given);
    if (sector == null) {
      throw new ChainException("failed to find sector " + Long.toUnsignedString(given));
    }
    return new Expiration(sector.expiration(), 0);
  }
}
