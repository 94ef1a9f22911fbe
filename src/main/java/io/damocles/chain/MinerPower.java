package io.damocles.chain;

import java.math.BigInteger;

/** A miner's power beside the whole network's; without the least power it makes no blocks. */
public record MinerPower(Claim minerPower, Claim totalPower, boolean hasMinPower) {

  /** Power in bytes: as stored, and weighted with what is stored. */
  public record Claim(BigInteger rawBytePower, BigInteger qualityAdjPower) {}
}
