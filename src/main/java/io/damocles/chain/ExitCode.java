package io.damocles.chain;

import java.util.Map;

/** What a receipt says came of a message: 0 is success, below 16 the system speaks, then actors. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int SENDER_INVALID = 1;
  public static final int SENDER_STATE_INVALID = 2;
  public static final int INVALID_RECEIVER = 5;

  /** For the value sent; an actor's own lack is {@link #INSUFFICIENT_FUNDS}. */
  public static final int VALUE_BEYOND_BALANCE = 6;

  public static final int OUT_OF_GAS = 7;
  public static final int FATAL = 10;
  public static final int ILLEGAL_ARGUMENT = 16;
  public static final int NOT_FOUND = 17;
  public static final int FORBIDDEN = 18;
  public static final int INSUFFICIENT_FUNDS = 19;
  public static final int ILLEGAL_STATE = 20;
  public static final int SERIALIZATION = 21;
  public static final int UNHANDLED_MESSAGE = 22;
  public static final int ASSERTION_FAILED = 24;

  /** The miner actor's own. */
  public static final int BALANCE_INVARIANTS_BROKEN = 1000;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(OK, "Ok"),
          Map.entry(SENDER_INVALID, "SysErrSenderInvalid"),
          Map.entry(SENDER_STATE_INVALID, "SysErrSenderStateInvalid"),
          Map.entry(4, "SysErrIllegalInstruction"),
          Map.entry(INVALID_RECEIVER, "SysErrInvalidReceiver"),
          Map.entry(VALUE_BEYOND_BALANCE, "SysErrInsufficientFunds"),
          Map.entry(OUT_OF_GAS, "SysErrOutOfGas"),
          Map.entry(9, "SysErrIllegalExitCode"),
          Map.entry(FATAL, "SysFatal"),
          Map.entry(11, "SysErrMissingReturn"),
          Map.entry(ILLEGAL_ARGUMENT, "ErrIllegalArgument"),
          Map.entry(NOT_FOUND, "ErrNotFound"),
          Map.entry(FORBIDDEN, "ErrForbidden"),
          Map.entry(INSUFFICIENT_FUNDS, "ErrInsufficientFunds"),
          Map.entry(ILLEGAL_STATE, "ErrIllegalState"),
          Map.entry(SERIALIZATION, "ErrSerialization"),
          Map.entry(UNHANDLED_MESSAGE, "ErrUnhandledMessage"),
          Map.entry(23, "ErrUnspecified"),
          Map.entry(ASSERTION_FAILED, "ErrAssertionFailed"),
          Map.entry(25, "ErrReadOnly"),
          Map.entry(26, "ErrNotPayable"));

  private ExitCode() {}

  /** As nodes print it: {@code ErrIllegalArgument(16)}, or the number alone if it has no name. */
  public static String text(int code) {
    String name = NAMES.get(code);
    return name == null ? Integer.toString(code) : name + "(" + code + ")";
  }
}
