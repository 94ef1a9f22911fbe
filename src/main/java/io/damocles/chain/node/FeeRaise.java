package io.damocles.chain.node;

import io.damocles.chain.Message;
import java.math.BigInteger;

/** What a message must offer to take the place of one that waits in a node's pool. */
final class FeeRaise {
  /** A pool takes a quarter more, and not less (Lotus' ReplaceByFeeRatio). */
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private static final BigInteger FOUR = BigInteger.valueOf(4);

  private FeeRaise() {}

  /**
   * The same message with a higher premium, and a fee cap that the base fee may double under.
   *
   * @param feeCap the most that is allowed; 0: any
   * @param baseFee of the head
   * @throws IllegalStateException if that is not enough
   */
  static Message of(Message old, BigInteger feeCap, BigInteger baseFee) {
    BigInteger premium = more(old.gasPremium());
    BigInteger cap =
        feeCap.signum() > 0 ? feeCap : more(old.gasFeeCap()).max(baseFee.shiftLeft(1).add(premium));
    if (cap.compareTo(premium) < 0 || cap.compareTo(baseFee) < 0) {
      throw new IllegalStateException(
          "no more than GasFeeCap %s attoFIL may be offered, the base fee is %s and the premium would be %s"
              .formatted(cap, baseFee, premium));
    }
    return Messages.withPrice(old, cap, premium);
  }

  private static BigInteger more(BigInteger price) {
    return price.multiply(FIVE).divide(FOUR).add(BigInteger.ONE);
  }
}
