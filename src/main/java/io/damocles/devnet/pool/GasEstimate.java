package io.damocles.devnet.pool;

import io.damocles.chain.ExitCode;
import io.damocles.chain.Message;
import io.damocles.devnet.execution.Applied;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.GasPrices;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Fills in a message's missing gas fields as a node does, but always with the same premium. */
public final class GasEstimate {
  /** What a node's estimate is about when blocks are not full, without the noise that it adds. */
  static final BigInteger PREMIUM = BigInteger.valueOf(100_000);

  private static final BigInteger STANDARD_MOST_FEE =
      BigInteger.valueOf(7).multiply(BigInteger.TEN.pow(16));
  private static final BigInteger GROWTH_OF_20_TIPSETS = BigInteger.valueOf(2699);
  private static final BigInteger GROWTH_UNIT = BigInteger.valueOf(256);

  private GasEstimate() {}

  /**
   * The limit for a message that was tried out.
   *
   * @throws ChainException if it failed
   */
  public static long limit(Applied tried) {
    int exitCode = tried.receipt().exitCode();
    if (exitCode != 0) {
      throw new ChainException(
          ChainException.REVERTED,
          "message execution failed (exit=[%s], vm error=[%s])"
              .formatted(ExitCode.text(exitCode), tried.text()));
    }
    return Math.min(tried.receipt().gasUsed() * 5 / 4, GasPrices.BLOCK_LIMIT);
  }

  /** The message with premium and fee cap, if it has none, kept below the most that it may cost. */
  public static Message priced(Message message, BigInteger baseFee, SendSpec spec) {
    BigInteger premium = orElse(message.gasPremium(), PREMIUM);
    BigInteger grown = baseFee.multiply(GROWTH_OF_20_TIPSETS).divide(GROWTH_UNIT);
    BigInteger feeCap = orElse(message.gasFeeCap(), grown.add(premium));
    BigInteger most =
        mostFee(spec.maxFee()).divide(BigInteger.valueOf(Math.max(1, message.gasLimit())));
    BigInteger capped = feeCap.min(most);
    return Messages.withGas(message, message.gasLimit(), capped, premium.min(capped));
  }

  private static BigInteger mostFee(@Nullable BigInteger given) {
    return given == null || given.signum() == 0 ? STANDARD_MOST_FEE : given;
  }

  private static BigInteger orElse(BigInteger given, BigInteger estimated) {
    return given.signum() == 0 ? estimated : given;
  }
}
