package io.damocles.prover;

/** A parameter file is missing or damaged; the message names the file. */
public class ParametersMissingException extends NativeCallException {
  ParametersMissingException(NativeStatus status, String message) {
    super(
        status,
        message
            + "; fetch the proof type's .params and .vk files (lotus fetch-params) or correct the"
            + " parameter directory");
  }
}
