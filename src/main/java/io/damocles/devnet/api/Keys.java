package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.execution.ChainException;

/** Tipset keys of calls that do not take the empty one for the head. */
final class Keys {
  private Keys() {}

  static TipSetKey real(TipSetKey key, String context) {
    if (key.cids().isEmpty()) {
      throw new ChainException(context + "NewTipSet called with zero length array of blocks");
    }
    return key;
  }
}
