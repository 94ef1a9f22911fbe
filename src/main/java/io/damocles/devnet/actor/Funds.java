package io.damocles.devnet.actor;

import java.math.BigInteger;

/**
 * A miner's money, in atto.
 *
 * @param locked deposits, pledge and what vests, in one
 */
record Funds(BigInteger balance, BigInteger locked, BigInteger feeDebt) {

  static Funds of(BigInteger balance) {
    return new Funds(balance, BigInteger.ZERO, BigInteger.ZERO);
  }

  BigInteger free() {
    return balance.subtract(locked);
  }

  Funds withBalance(BigInteger changed) {
    return new Funds(changed, locked, feeDebt);
  }

  Funds withFeeDebt(BigInteger debt) {
    return new Funds(balance, locked, debt);
  }

  Funds withLocked(BigInteger changed) {
    return new Funds(balance, changed, feeDebt);
  }

  /** Pays as much of the debt as there is free balance. */
  Funds payDebt() {
    BigInteger paid = feeDebt.min(free()).max(BigInteger.ZERO);
    return new Funds(balance.subtract(paid), locked, feeDebt.subtract(paid));
  }
}
