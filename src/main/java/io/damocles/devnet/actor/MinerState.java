package io.damocles.devnet.actor;

import java.math.BigInteger;

/** Stands in for the miner's state; {@code balance} in atto. */
public record MinerState(BigInteger balance) {
  public MinerState withBalance(BigInteger changed) {
    return new MinerState(changed);
  }
}
