package io.damocles.chain;

import java.util.List;

/** The blocks of one epoch on one chain, one at least, each with its id. */
public record TipSet(List<Cid> cids, List<BlockHeader> blocks, long height) {
  public TipSet {
    if (blocks.isEmpty() || blocks.size() != cids.size()) {
      throw new IllegalArgumentException(
          "a tipset has %d blocks and %d CIDs".formatted(blocks.size(), cids.size()));
    }
  }

  public TipSetKey key() {
    return new TipSetKey(cids);
  }
}
