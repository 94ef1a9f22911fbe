package io.damocles.devnet.actor;

import io.damocles.chain.SectorOnChainInfo;
import java.util.List;

/**
 * A window proof to verify.
 *
 * @param miner its id
 * @param randomness 32 bytes, the last one and-ed with 0x3f
 * @param sectors the good ones, ascending by number
 * @param proofType the chain's number
 * @param proof 192 bytes for each partition that the sectors fill
 */
public record WindowPostCheck(
    long miner, byte[] randomness, List<SectorOnChainInfo> sectors, long proofType, byte[] proof) {
  public WindowPostCheck {
    sectors = List.copyOf(sectors);
  }
}
