package io.damocles.devnet;

import io.damocles.chain.Cid;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.actor.DeadlineRules;
import io.damocles.devnet.actor.MinerKeys;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.ProvingPolicy;
import io.damocles.devnet.chain.GenesisAccounts;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A miner as a chain begins with it: its sectors have power. */
final class GenesisMiner {
  private static final BigInteger BALANCE = BigInteger.TEN.pow(21);
  private static final long SEAL_2KIB_V1_1 = 5;
  private static final long FOR_EVER = 1_000_000_000;

  /** CIDs of sealed sectors: fil-commitment-sealed, poseidon-bls12_381-a2-fc1. */
  private static final long SEALED_CODEC = 0xf102;

  private static final long SEALED_HASH = 0xb401;

  private GenesisMiner() {}

  /**
   * @param commRs by sector number
   */
  static MinerState of(
      long id, GenesisAccounts.OfMiner accounts, Map<Long, byte[]> commRs, DevnetOptions options) {
    DeadlineRules rules =
        DeadlineRules.of(
            options.deadlines(), options.window(), options.lookback(), faultCutoff(options));
    ProvingPolicy policy = ProvingPolicy.devnet(rules).withVerifyAlways(!options.unverified());
    MinerKeys keys = MinerKeys.of(accounts.owner(), accounts.worker(), List.of(accounts.control()));
    List<SectorOnChainInfo> sectors =
        commRs.entrySet().stream().map(entry -> sector(entry.getKey(), entry.getValue())).toList();
    return MinerState.create(id, keys, BALANCE, policy, SectorStock.TYPE.number(), 0)
        .withGenesisSectors(sectors, 0);
  }

  private static SectorOnChainInfo sector(long number, byte[] commR) {
    return new SectorOnChainInfo(
        number, SEAL_2KIB_V1_1, Cid.of(SEALED_CODEC, SEALED_HASH, commR), 0, FOR_EVER, null);
  }

  /** A window before the challenge, as far as the period allows. */
  static int faultCutoff(DevnetOptions options) {
    int between = (options.deadlines() - 1) * options.window();
    return Math.min(options.lookback() + options.window() - 1, between - 1);
  }
}
