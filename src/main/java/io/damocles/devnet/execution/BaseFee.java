package io.damocles.devnet.execution;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** The fee for a unit of gas, moved from one tipset to the next by what the last one offered. */
public final class BaseFee {
  public static final BigInteger LEAST = BigInteger.valueOf(100);
  public static final BigInteger AT_GENESIS = BigInteger.valueOf(100_000_000);

  private static final BigInteger EIGHT = BigInteger.valueOf(8);
  private static final long DECIDING_UNIT = 7_999_999_999L;

  private BaseFee() {}

  /** A message's offer: the gas it reserves and the premium a unit that it pays above the base. */
  public record Offer(BigInteger premium, long gasLimit) {}

  /** The next tipset's fee; it falls by an eighth while there is room in the blocks. */
  public static BigInteger next(BigInteger base, List<Offer> offers) {
    BigInteger step = base.add(EIGHT).subtract(BigInteger.ONE).divide(EIGHT);
    BigInteger change = step.min(decidingPremium(offers).subtract(step));
    return LEAST.max(base.add(change));
  }

  private static BigInteger decidingPremium(List<Offer> offers) {
    long covered = 0;
    for (Offer offer :
        offers.stream().sorted(Comparator.comparing(Offer::premium).reversed()).toList()) {
      covered += offer.gasLimit();
      if (covered > DECIDING_UNIT) {
        return offer.premium();
      }
    }
    return BigInteger.ZERO;
  }
}
