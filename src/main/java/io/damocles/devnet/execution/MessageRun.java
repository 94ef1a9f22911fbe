package io.damocles.devnet.execution;

import io.damocles.chain.ExitCode;
import io.damocles.chain.Message;
import io.damocles.chain.Receipt;
import java.math.BigInteger;
import java.util.Optional;

/** Applies messages in one epoch: who may send, what it costs, what is undone. */
final class MessageRun {

  private final Calls calls;
  private final BigInteger baseFee;

  MessageRun(Calls calls, BigInteger baseFee) {
    this.calls = calls;
    this.baseFee = baseFee;
  }

  /**
   * The message's effect.
   *
   * @param length of the message in a block, in bytes
   */
  Applied apply(ChainState state, Message message, int length) {
    long inclusion = GasPrices.inclusion(length);
    if (inclusion > message.gasLimit()) {
      return unpaid(state, ExitCode.OUT_OF_GAS, "the gas limit does not cover the message's bytes");
    }
    Optional<Account> sender = state.account(message.from());
    if (sender.isEmpty()) {
      return unpaid(state, ExitCode.SENDER_INVALID, "the sender is no account");
    }
    if (sender.get().nonce() != message.nonce()) {
      return unpaid(state, ExitCode.SENDER_STATE_INVALID, "the nonce is not the sender's");
    }
    BigInteger most = message.gasFeeCap().multiply(BigInteger.valueOf(message.gasLimit()));
    if (sender.get().balance().compareTo(most) < 0) {
      return unpaid(state, ExitCode.SENDER_STATE_INVALID, "the sender cannot pay the gas");
    }
    Account charged = sender.get().withNextNonce().spend(most);
    Outcome outcome = limited(calls.run(state.with(charged), charged, message), message, inclusion);
    return settled(outcome, state.with(charged), charged.id(), message);
  }

  private static Outcome limited(Outcome outcome, Message message, long inclusion) {
    long gas = inclusion + outcome.gas();
    if (gas <= message.gasLimit()) {
      return new Outcome(outcome.state(), outcome.exitCode(), gas, outcome.text());
    }
    String frame =
        "00: %s (method %s) -- out of gas (%d)"
            .formatted(message.to(), Long.toUnsignedString(message.method()), ExitCode.OUT_OF_GAS);
    String text = Backtrace.of(frame, ExitCode.OUT_OF_GAS);
    return new Outcome(outcome.state(), ExitCode.OUT_OF_GAS, message.gasLimit(), text);
  }

  private Applied settled(Outcome outcome, ChainState undone, long sender, Message message) {
    ChainState after = outcome.exitCode() == 0 ? outcome.state() : undone;
    GasOutputs outputs =
        GasOutputs.of(
            outcome.gas(), message.gasLimit(), baseFee, message.gasFeeCap(), message.gasPremium());
    Account refunded = after.account(sender).orElseThrow().receive(outputs.refund());
    Receipt receipt = new Receipt(outcome.exitCode(), null, outcome.gas());
    return new Applied(after.with(refunded), receipt, outcome.text());
  }

  private static Applied unpaid(ChainState state, int exitCode, String text) {
    return new Applied(state, new Receipt(exitCode, null, 0), Backtrace.of(text, exitCode));
  }
}
