package io.damocles.prover;

/** A native call failed; the message is the library's. */
public class NativeCallException extends ProverException {
  private final NativeStatus status;

  NativeCallException(NativeStatus status, String message) {
    super(message);
    this.status = status;
  }

  public NativeStatus status() {
    return status;
  }

  static NativeCallException of(NativeStatus status, String message) {
    return switch (status) {
      case PARAMETERS_MISSING, PARAMETERS_INVALID ->
          new ParametersMissingException(status, message);
      default -> new NativeCallException(status, message);
    };
  }
}
