package io.damocles.devnet.pool;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.BaseFee;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.GasPrices;
import io.damocles.devnet.execution.MessageLength;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decides whether a message may wait in the pool, in a node's order and words. */
public final class Admission {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int SECP = 1;

  private final MessagePool pool;

  public Admission(MessagePool pool) {
    this.pool = pool;
  }

  /**
   * Checks a message against the state after the head's messages.
   *
   * @throws ChainException if it may not wait
   */
  public void check(SignedMessage signed, ChainState state) {
    Message message = signed.message();
    int length = MessageLength.of(signed);
    expect(length <= MOST_BYTES, "mpool message too large (" + length + "B): message too big");
    MessageRules.check(message);
    expect(message.gasFeeCap().compareTo(BaseFee.LEAST) >= 0, "gas fee cap too low");
    checkSignature(signed);
    Account sender = sender(message.from(), state);
    expect(
        Long.compareUnsigned(message.nonce(), sender.nonce()) >= 0,
        "minimum expected nonce is %s, got %s: message nonce too low"
            .formatted(
                Long.toUnsignedString(sender.nonce()), Long.toUnsignedString(message.nonce())));
    long least = GasPrices.leastLimit(length);
    expect(
        message.gasLimit() >= least,
        "verify msg failed: message will not be included in a block: 'GasLimit' field cannot be less than the cost of storing a message on chain %d < %d"
            .formatted(message.gasLimit(), least));
    checkBalance(message, sender);
  }

  private static void checkSignature(SignedMessage signed) {
    Message message = signed.message();
    boolean valid =
        signed.signature().type() == SECP
            && Wallet.verify(message.from(), message.cid().bytes(), signed.signature().data());
    expect(
        valid,
        "signature verification failed: failed to validate signature: invalid signature for message %s (type %d): signature did not match"
            .formatted(message.cid(), signed.signature().type()));
  }

  /**
   * The sender's account.
   *
   * @throws ChainException if it is not on the chain
   */
  public static Account sender(Address address, ChainState state) {
    return state
        .account(address)
        .orElseThrow(
            () ->
                new ChainException(
                    "resolution lookup failed (%1$s): resolve address %1$s: actor not found"
                        .formatted(address)));
  }

  private void checkBalance(Message message, Account sender) {
    BigInteger required = mostFee(message);
    expect(
        required.compareTo(sender.balance()) <= 0,
        "failed to check balance: not enough funds (required: %s, balance: %s): not enough funds to execute transaction"
            .formatted(fil(required), fil(sender.balance())));
    BigInteger all = required.add(feesOfOthers(message));
    expect(
        all.compareTo(sender.balance()) <= 0,
        "failed to check balance: not enough funds including pending messages (required: %s, balance: %s): validation failure"
            .formatted(fil(all), fil(sender.balance())));
  }

  private BigInteger feesOfOthers(Message message) {
    return pool.from(message.from()).stream()
        .map(SignedMessage::message)
        .filter(other -> other.nonce() != message.nonce())
        .map(Admission::mostFee)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The most that a message may cost, in atto. */
  public static BigInteger mostFee(Message message) {
    return message.gasFeeCap().multiply(BigInteger.valueOf(message.gasLimit()));
  }

  private static String fil(BigInteger atto) {
    return new BigDecimal(atto, 18).stripTrailingZeros().toPlainString() + " FIL";
  }

  private static void expect(boolean met, String text) {
    if (!met) {
      throw new ChainException(text);
    }
  }
}
