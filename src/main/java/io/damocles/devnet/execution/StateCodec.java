package io.damocles.devnet.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.chain.Cid;
import io.damocles.devnet.actor.MinerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** States as they are stored: JSON in parts, each known by its CID, so that equal parts are one. */
public final class StateCodec {
  private final ObjectMapper json;

  public StateCodec(ObjectMapper json) {
    this.json = json;
  }

  private record Root(Cid accounts, Map<Long, Cid> miners) {}

  /**
   * Gives a state its root.
   *
   * @param parent a sealed state that shares parts with it
   * @param fresh gets the bytes of each part that the parent has not
   */
  public SealedState seal(ChainState state, Optional<SealedState> parent, Map<Cid, byte[]> fresh) {
    if (parent.isPresent() && parent.get().state() == state) {
      return parent.get();
    }
    Map<Long, Cid> miners = new TreeMap<>();
    state.miners().forEach((id, miner) -> miners.put(id, cid(id, state, parent, fresh)));
    Cid accounts =
        parent
            .filter(known -> known.state().sharesAccounts(state))
            .map(SealedState::accounts)
            .orElseGet(() -> cid(List.copyOf(state.accounts()), fresh));
    return new SealedState(state, cid(new Root(accounts, miners), fresh), accounts, miners);
  }

  private Cid cid(long id, ChainState state, Optional<SealedState> parent, Map<Cid, byte[]> fresh) {
    return parent
        .filter(known -> known.state().sharesMiner(id, state))
        .map(known -> known.miners().get(id))
        .orElseGet(() -> cid(state.miner(id).orElseThrow(), fresh));
  }

  private Cid cid(Object part, Map<Cid, byte[]> fresh) {
    try {
      byte[] bytes = json.writeValueAsBytes(part);
      Cid cid = Cid.ofCbor(bytes);
      fresh.put(cid, bytes);
      return cid;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a state cannot be written", e);
    }
  }

  /** Reads states of one store, each part once. */
  public final class Reader {
    private final Function<Cid, byte[]> parts;
    private final Map<Cid, SealedState> states = new HashMap<>();
    private final Map<Cid, MinerState> miners = new HashMap<>();

    public Reader(Function<Cid, byte[]> parts) {
      this.parts = parts;
    }

    /** The state with this root. */
    public SealedState read(Cid root) {
      SealedState known = states.get(root);
      if (known != null) {
        return known;
      }
      Root tree = part(root, new TypeReference<>() {});
      Map<Long, MinerState> states = new HashMap<>();
      tree.miners().forEach((id, cid) -> states.put(id, miner(cid)));
      List<Account> accounts = part(tree.accounts(), new TypeReference<>() {});
      SealedState state =
          new SealedState(ChainState.of(accounts, states), root, tree.accounts(), tree.miners());
      this.states.put(root, state);
      return state;
    }

    private MinerState miner(Cid cid) {
      return miners.computeIfAbsent(cid, part -> part(part, new TypeReference<MinerState>() {}));
    }

    private <T> T part(Cid cid, TypeReference<T> type) {
      try {
        return json.readValue(parts.apply(cid), type);
      } catch (IOException e) {
        throw new UncheckedIOException("part " + cid + " of a state cannot be read", e);
      }
    }
  }
}
