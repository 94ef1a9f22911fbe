package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.rpc.RpcCall;

/** A call for 32 random bytes: {@code (tag, epoch, entropy, tipset)}. */
abstract class RandomnessCall extends NodeCall<RandomnessCall.Given> {
  record Given(long tag, long epoch, byte[] entropy, TipSetKey key) {}

  RandomnessCall(Node node, String name) {
    super(node, name, 4);
  }

  @Override
  protected final Given read(RpcCall call) {
    return new Given(
        Arguments.tag(call, 0),
        Arguments.epoch(call, 1),
        Arguments.bytes(call, 2),
        Arguments.tipSetKey(call, 3));
  }
}
