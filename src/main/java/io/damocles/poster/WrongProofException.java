package io.damocles.poster;

/** A proof that does not verify. */
final class WrongProofException extends RuntimeException {
  WrongProofException(String message) {
    super(message);
  }
}
