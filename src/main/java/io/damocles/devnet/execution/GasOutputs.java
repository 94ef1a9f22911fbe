package io.damocles.devnet.execution;

import java.math.BigInteger;

/**
 * Where the most that a sender offered for gas goes, in atto.
 *
 * @param burn for the gas used and for limits set much too high
 * @param tip to the block's producer
 * @param refund back to the sender
 */
record GasOutputs(BigInteger burn, BigInteger tip, BigInteger refund) {

  /** The split for a message that was executed. */
  static GasOutputs of(
      long used, long limit, BigInteger baseFee, BigInteger feeCap, BigInteger premium) {
    BigInteger base = baseFee.min(feeCap);
    BigInteger tip = premium.min(feeCap.subtract(base)).multiply(BigInteger.valueOf(limit));
    BigInteger burn = base.multiply(BigInteger.valueOf(used + overestimation(used, limit)));
    BigInteger all = feeCap.multiply(BigInteger.valueOf(limit));
    return new GasOutputs(burn, tip, all.subtract(burn).subtract(tip));
  }

  /** The unused gas that is burnt nevertheless. */
  static long overestimation(long used, long limit) {
    if (used == 0) {
      return limit;
    }
    long over = Math.max(0, Math.min(limit - used * 11 / 10, used));
    BigInteger unused = BigInteger.valueOf(limit - used);
    return unused.multiply(BigInteger.valueOf(over)).divide(BigInteger.valueOf(used)).longValue();
  }
}
