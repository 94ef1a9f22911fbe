package io.damocles.devnet.api;

import io.damocles.chain.Message;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code GasEstimateMessageGas(message, spec, tipset)}. */
final class GasEstimateMessageGas extends NodeCall<GasEstimateMessageGas.Given> {
  record Given(Message message, SendSpec spec, TipSetKey key) {}

  GasEstimateMessageGas(Node node) {
    super(node, "GasEstimateMessageGas", 3);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(
        Arguments.message(call, 0), Arguments.sendSpec(call, 1), Arguments.tipSetKey(call, 2));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.estimate(given.message(), given.spec(), given.key());
  }
}
