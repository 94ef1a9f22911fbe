package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code StateListMessages(match, tipset, toHeight)}: newest first. */
final class StateListMessages extends NodeCall<StateListMessages.Given> {
  record Match(
      @JsonProperty("To") @Nullable Address to, @JsonProperty("From") @Nullable Address from) {
    boolean takes(SignedMessage message) {
      return (to == null || to.equals(message.message().to()))
          && (from == null || from.equals(message.message().from()));
    }
  }

  record Given(Match match, TipSetKey key, long lowest) {}

  StateListMessages(Node node) {
    super(node, "StateListMessages", 3);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(
        Arguments.value(call, 0, "*api.MessageMatch", Match.class).orElse(new Match(null, null)),
        Arguments.tipSetKey(call, 1),
        Arguments.epoch(call, 2));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    List<Cid> found = new ArrayList<>();
    TipSet tipset = Keys.tipset(chain, given.key());
    while (tipset.height() > Math.max(0, given.lowest())) {
      for (BlockHeader block : tipset.blocks()) {
        chain.messages(tipset.cids().get(tipset.blocks().indexOf(block))).stream()
            .filter(given.match()::takes)
            .forEach(message -> found.add(message.cid()));
      }
      tipset = chain.tipsetAt(tipset.height() - 1, new TipSetKey(tipset.cids()));
    }
    return found.isEmpty() ? null : found;
  }
}
