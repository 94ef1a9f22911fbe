package io.damocles.devnet.pool;

import io.damocles.chain.Message;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.GasPrices;
import java.math.BigInteger;

/** What any message must keep to, in the words of a node. */
final class MessageRules {
  private static final BigInteger ALL_FIL =
      BigInteger.valueOf(2_000_000_000).multiply(BigInteger.TEN.pow(18));

  private MessageRules() {}

  /**
   * Checks what does not depend on any state.
   *
   * @throws ChainException saying what is wrong
   */
  static void check(Message message) {
    expect(message.version() == 0, "'Version' unsupported");
    expect(message.value().signum() >= 0, "'Value' field cannot be negative");
    expect(
        message.value().compareTo(ALL_FIL) <= 0,
        "'Value' field cannot be greater than total filecoin supply");
    expect(message.gasFeeCap().signum() >= 0, "'GasFeeCap' field cannot be negative");
    expect(message.gasPremium().signum() >= 0, "'GasPremium' field cannot be negative");
    expect(
        message.gasPremium().compareTo(message.gasFeeCap()) <= 0,
        "'GasFeeCap' less than 'GasPremium'");
    expect(
        message.gasLimit() <= GasPrices.BLOCK_LIMIT,
        "'GasLimit' field cannot be greater than a block's gas limit (%d > %d)"
            .formatted(message.gasLimit(), GasPrices.BLOCK_LIMIT));
    expect(message.gasLimit() > 0, "'GasLimit' field must be positive, got " + message.gasLimit());
  }

  private static void expect(boolean met, String text) {
    if (!met) {
      throw new ChainException("message not valid for block inclusion: " + text);
    }
  }
}
