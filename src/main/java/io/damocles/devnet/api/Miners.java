package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import java.util.OptionalLong;

/** The miners as they were at a tipset. */
final class Miners {
  private final ChainState state;
  private final long height;

  Miners(DevnetChain chain, TipSetKey key) {
    this.height = Keys.tipset(chain, key).height();
    this.state = chain.stateAt(key);
  }

  long height() {
    return height;
  }

  /** Fails as a node does if there is none. */
  ShownMiner view(Address address, String context) {
    OptionalLong id = state.resolve(address);
    if (id.isEmpty()) {
      throw notFound(context);
    }
    long miner = id.getAsLong();
    if (state.account(miner).isPresent()) {
      throw new ChainException(
          context + "failed to load miner actor state: actor code is not miner: account");
    }
    return state.miner(miner).map(ShownMiner::new).orElseThrow(() -> notFound(context));
  }

  private static ChainException notFound(String context) {
    return new ChainException(context + "failed to load miner actor: actor not found");
  }
}
