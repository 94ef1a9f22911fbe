package io.damocles.devnet.pool;

import java.util.Map;

/** Exit codes as nodes print them. */
final class ExitNames {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0, "Ok"),
          Map.entry(1, "SysErrSenderInvalid"),
          Map.entry(2, "SysErrSenderStateInvalid"),
          Map.entry(5, "SysErrInvalidReceiver"),
          Map.entry(6, "SysErrInsufficientFunds"),
          Map.entry(7, "SysErrOutOfGas"),
          Map.entry(16, "ErrIllegalArgument"),
          Map.entry(17, "ErrNotFound"),
          Map.entry(18, "ErrForbidden"),
          Map.entry(19, "ErrInsufficientFunds"),
          Map.entry(20, "ErrIllegalState"),
          Map.entry(21, "ErrSerialization"),
          Map.entry(22, "ErrUnhandledMessage"));

  private ExitNames() {}

  static String of(int code) {
    String name = NAMES.get(code);
    return name == null ? Integer.toString(code) : name + "(" + code + ")";
  }
}
