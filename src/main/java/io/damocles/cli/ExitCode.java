package io.damocles.cli;

/** How a command ends. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** EX_CONFIG of sysexits.h; the service units do not restart on it. */
  static final int CONFIGURATION = 78;

  private ExitCode() {}
}
