package io.damocles.devnet.api;

import io.damocles.chain.BitField;
import io.damocles.rpc.RpcCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code StateMinerSectors(miner, filter, tipset)}. */
final class StateMinerSectors extends MinerQuery<Optional<BitField>> {
  StateMinerSectors(Node node) {
    super(node, "StateMinerSectors", 3, "");
  }

  @Override
  Optional<BitField> more(RpcCall call) {
    return Arguments.bitField(call, 1);
  }

  @Override
  @Nullable Object answer(ShownMiner miner, Optional<BitField> given, long height) {
    return miner.sectors(given.orElse(null));
  }
}
