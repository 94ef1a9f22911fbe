package io.damocles.chain;

import java.util.List;

/** The blocks of one epoch on one chain. */
public record TipSet(List<Cid> cids, List<BlockHeader> blocks, long height) {
  public TipSetKey key() {
    return new TipSetKey(cids);
  }
}
