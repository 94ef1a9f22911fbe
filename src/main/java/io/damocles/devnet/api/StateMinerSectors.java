package io.damocles.devnet.api;

import io.damocles.chain.BitField;
import io.damocles.rpc.RpcCall;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code StateMinerSectors(miner, filter, tipset)}. */
final class StateMinerSectors extends MinerQuery<Optional<BitField>> {
  StateMinerSectors(Node node) {
    super(node, "StateMinerSectors", 3, "");
  }

  @Override
  Optional<BitField> more(RpcCall call) {
    return Optional.ofNullable(Arguments.bitField(call, 1));
  }

  @Override
  @Nullable Object answer(MinerView miner, Optional<BitField> given, long height) {
    return given
        .map(numbers -> Partitions.sectors(miner, numbers))
        .orElseGet(() -> List.copyOf(miner.sectors().values()));
  }
}
