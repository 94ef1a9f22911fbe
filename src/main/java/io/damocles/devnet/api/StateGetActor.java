package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import io.damocles.rpc.RpcCall;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code StateGetActor(address, tipset)}. */
final class StateGetActor extends NodeCall<StateGetActor.Given> {
  private static final Cid ACCOUNT =
      Cid.parse("bafk2bzaceb7qdzbji4msh3tyi3hqylly3ao77svv2243sjzwssfxo6dzdhxmc");
  private static final Cid MINER =
      Cid.parse("bafk2bzacec6cdq46pwy6rh27qfpvlkuzde3ux7eid52hwk5y3hsiemzb4ll4i");

  record Given(Address address, TipSetKey key) {}

  record Actor(
      @JsonProperty("Code") Cid code,
      @JsonProperty("Head") Cid head,
      @JsonProperty("Nonce") long nonce,
      @JsonProperty("Balance") String balance,
      @JsonProperty("DelegatedAddress") @Nullable Address delegated) {}

  StateGetActor(Node node) {
    super(node, "StateGetActor", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.address(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    ChainState state = chain.stateAt(given.key());
    OptionalLong id = state.resolve(given.address());
    if (id.isEmpty()) {
      throw new ChainException(
          "resolution lookup failed (%1$s): resolve address %1$s: actor not found"
              .formatted(given.address()));
    }
    return of(state, id.getAsLong()).orElseThrow(() -> new ChainException("actor not found"));
  }

  /** The actor of that id, if there is one. */
  static Optional<Actor> of(ChainState state, long id) {
    Optional<Account> account = state.account(id);
    if (account.isPresent()) {
      String balance = account.get().balance().toString();
      return Optional.of(
          new Actor(ACCOUNT, head(id, balance), account.get().nonce(), balance, null));
    }
    return state
        .miner(id)
        .map(miner -> miner.balance().toString())
        .map(balance -> new Actor(MINER, head(id, balance), 0, balance, null));
  }

  /** The devnet has no state tree; the head only changes when the balance does. */
  private static Cid head(long id, String balance) {
    return Cid.ofCbor((id + ":" + balance).getBytes(StandardCharsets.UTF_8));
  }
}
