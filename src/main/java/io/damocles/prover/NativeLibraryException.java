package io.damocles.prover;

/**
 * The native library is missing, cannot be loaded or is of another version; nothing works without
 * it, so programs end with exit code 78. The message names the path, what was found and what is
 * needed.
 */
public class NativeLibraryException extends RuntimeException {
  public NativeLibraryException(String message) {
    super(message);
  }

  public NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
