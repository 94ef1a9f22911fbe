package io.damocles.devnet.actor;

/** A method refuses a message: its exit code and what a node prints with it. */
final class ActorFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int ILLEGAL_ARGUMENT = 16;
  static final int NOT_FOUND = 17;
  static final int FORBIDDEN = 18;
  static final int INSUFFICIENT_FUNDS = 19;
  static final int ILLEGAL_STATE = 20;
  static final int SERIALIZATION = 21;
  static final int UNHANDLED = 22;
  static final int BALANCE_BROKEN = 1000;

  private final int exitCode;
  private final String text;

  ActorFailure(int exitCode, String text) {
    super(text, null, false, false);
    this.exitCode = exitCode;
    this.text = text;
  }

  static ActorFailure illegalArgument(String text) {
    return new ActorFailure(ILLEGAL_ARGUMENT, text);
  }

  static ActorFailure notFound(String text) {
    return new ActorFailure(NOT_FOUND, text);
  }

  static ActorFailure forbidden(String text) {
    return new ActorFailure(FORBIDDEN, text);
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
