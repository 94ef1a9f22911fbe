package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateGetRandomnessFromTickets(tag, epoch, entropy, tipset)}. */
final class StateGetRandomnessFromTickets extends NodeCall<StateGetRandomnessFromTickets.Given> {
  record Given(long tag, long epoch, byte[] entropy, TipSetKey key) {}

  StateGetRandomnessFromTickets(Node node) {
    super(node, "StateGetRandomnessFromTickets", 4);
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
    return chain.ticketRandomness(
        given.tag(),
        given.epoch(),
        given.entropy(),
        Keys.real(given.key(), "loading tipset key: "));
  }
}
