package io.damocles.devnet.execution;

import io.damocles.chain.Address;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Why a message failed, in the words of a node's virtual machine. */
final class Backtrace {
  private static final int DECIMALS = 18;

  private Backtrace() {}

  static String ofCall(Address actor, long method, String text, int exitCode) {
    String frame =
        "00: %s (method %s) -- %s (%d)"
            .formatted(actor, Long.toUnsignedString(method), text, exitCode);
    return of(frame, exitCode);
  }

  static String ofTransfer(BigInteger balance, BigInteger value, int exitCode) {
    String cause =
        "--> caused by: send::send -- sender does not have funds to transfer (balance %s, transfer %s) (5: insufficient funds)"
            .formatted(fil(balance), fil(value));
    return of(cause, exitCode);
  }

  static String of(String frame, int exitCode) {
    return "message failed with backtrace:\n" + frame + "\n (RetCode=" + exitCode + ")";
  }

  private static String fil(BigInteger atto) {
    return new BigDecimal(atto, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
