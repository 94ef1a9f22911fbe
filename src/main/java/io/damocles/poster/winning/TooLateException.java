package io.damocles.poster.winning;

/** The epoch of a proof passed before it was made. */
final class TooLateException extends RuntimeException {
  TooLateException() {
    super("its epoch passed");
  }
}
