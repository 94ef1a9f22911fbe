package io.damocles.devnet.api;

import io.damocles.chain.Blake2b;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import java.util.List;

/** {@code StateGetRandomnessDigestFromBeacon(epoch, tipset)}: 32 bytes before tag and entropy. */
final class StateGetRandomnessDigestFromBeacon
    extends NodeCall<StateGetRandomnessDigestFromBeacon.Given> {
  record Given(long epoch, TipSetKey key) {}

  StateGetRandomnessDigestFromBeacon(Node node) {
    super(node, "StateGetRandomnessDigestFromBeacon", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.epoch(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    BlockHeader block = chain.tipsetAt(given.epoch(), given.key()).blocks().get(0);
    List<BlockHeader.BeaconEntry> entries = block.beaconEntries();
    return Blake2b.hash256(
        entries == null || entries.isEmpty() ? new byte[0] : entries.get(0).data());
  }
}
