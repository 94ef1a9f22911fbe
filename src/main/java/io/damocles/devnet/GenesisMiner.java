package io.damocles.devnet;

import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.chain.GenesisAccounts;
import java.math.BigInteger;
import java.util.Map;

/** A miner as a chain begins with it. */
final class GenesisMiner {
  private GenesisMiner() {}

  static MinerState of(
      long id, GenesisAccounts.OfMiner accounts, Map<Long, byte[]> commRs, DevnetOptions options) {
    return new MinerState(BigInteger.TEN.pow(24));
  }
}
