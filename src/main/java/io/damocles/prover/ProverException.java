package io.damocles.prover;

/** A proof could not be computed; the message says why in words for an operator. */
public class ProverException extends Exception {
  public ProverException(String message) {
    super(message);
  }

  public ProverException(String message, Throwable cause) {
    super(message, cause);
  }
}
