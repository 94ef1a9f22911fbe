package io.damocles.devnet.api;

import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;

/** Tipsets by keys, of which the empty one mostly stands for the head. */
final class Keys {
  private Keys() {}

  /** The tipset, or the head for the empty key; fails with a node's words if it is not known. */
  static TipSet tipset(DevnetChain chain, TipSetKey key) {
    try {
      return key.cids().isEmpty() ? chain.head() : chain.tipset(key);
    } catch (ChainException unknown) {
      throw unknown.within("loading tipset " + key);
    }
  }

  static TipSetKey real(TipSetKey key, String context) {
    if (key.cids().isEmpty()) {
      throw new ChainException(context + "NewTipSet called with zero length array of blocks");
    }
    return key;
  }
}
