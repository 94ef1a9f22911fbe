package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateAccountKey(address, tipset)}. */
final class StateAccountKey extends NodeCall<StateAccountKey.Given> {
  record Given(Address address, TipSetKey key) {}

  StateAccountKey(Node node) {
    super(node, "StateAccountKey", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.address(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    if (!given.address().isId()) {
      return given.address();
    }
    ChainState state = chain.stateAt(given.key());
    if (state.miner(given.address().id()).isPresent()) {
      throw new ChainException(
          "failed to get account actor state for %s: actor code is not account: storageminer"
              .formatted(given.address()));
    }
    return state
        .account(given.address())
        .map(Account::key)
        .orElseThrow(() -> new ChainException("failed to find actor: " + given.address()));
  }
}
