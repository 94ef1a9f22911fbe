package io.damocles.devnet.actor;

import io.damocles.chain.ExitCode;

/** A method refuses a message: its exit code and what a node prints with it. */
final class ActorFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String text;

  ActorFailure(int exitCode, String text) {
    super(text, null, false, false);
    this.exitCode = exitCode;
    this.text = text;
  }

  static ActorFailure illegalArgument(String text) {
    return new ActorFailure(ExitCode.ILLEGAL_ARGUMENT, text);
  }

  static ActorFailure notFound(String text) {
    return new ActorFailure(ExitCode.NOT_FOUND, text);
  }

  static ActorFailure forbidden(String text) {
    return new ActorFailure(ExitCode.FORBIDDEN, text);
  }

  /** The same with words in front, as each level of the actor puts its own. */
  ActorFailure within(String place) {
    return new ActorFailure(exitCode, place + ": " + text);
  }

  int exitCode() {
    return exitCode;
  }

  String text() {
    return text;
  }
}
