package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code StateLookupID(address, tipset)}. */
final class StateLookupID extends NodeCall<StateLookupID.Given> {
  record Given(Address address, TipSetKey key) {}

  StateLookupID(Node node) {
    super(node, "StateLookupID", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.address(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    OptionalLong id = chain.stateAt(given.key()).resolve(given.address());
    if (id.isEmpty()) {
      throw new ChainException(ChainException.ACTOR_NOT_FOUND, "actor not found");
    }
    return Address.ofId(id.getAsLong());
  }
}
