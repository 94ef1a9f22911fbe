package io.damocles.prover;

/** Why a native call gave no answer; the numbers are those of {@code native/include/wdpost.h}. */
public enum NativeStatus {
  OK,
  BAD_ARGUMENT,
  FAULTY_SECTORS,
  PARAMETERS_MISSING,
  IO,
  CANCELLED,
  PANIC,
  INTERNAL,
  BUSY,
  CONFIGURATION,
  PARAMETERS_INVALID;

  /** The status of that number; {@link #INTERNAL} for one that this program does not know. */
  static NativeStatus of(int number) {
    return number >= 0 && number < values().length ? values()[number] : INTERNAL;
  }
}
