package io.damocles.devnet.execution;

import io.damocles.chain.Cid;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state with its root, the CID over the JSON of its parts: not a real chain's state tree, but
 * equal for equal states only.
 *
 * @param accounts the CID of the accounts
 * @param miners the CID of each miner
 */
public record SealedState(ChainState state, Cid root, Cid accounts, Map<Long, Cid> miners) {

  /** Every part that is stored of it. */
  public Set<Cid> parts() {
    return Stream.concat(Stream.of(root, accounts), miners.values().stream())
        .collect(Collectors.toSet());
  }
}
