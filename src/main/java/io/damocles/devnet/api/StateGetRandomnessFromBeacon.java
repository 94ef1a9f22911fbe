package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateGetRandomnessFromBeacon(tag, epoch, entropy, tipset)}. */
final class StateGetRandomnessFromBeacon extends NodeCall<StateGetRandomnessFromBeacon.Given> {
  record Given(long tag, long epoch, byte[] entropy, TipSetKey key) {}

  StateGetRandomnessFromBeacon(Node node) {
    super(node, "StateGetRandomnessFromBeacon", 4);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(
        Arguments.tag(call, 0),
        Arguments.epoch(call, 1),
        Arguments.bytes(call, 2),
        Arguments.tipSetKey(call, 3));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.beaconRandomness(given.tag(), given.epoch(), given.entropy(), given.key());
  }
}
