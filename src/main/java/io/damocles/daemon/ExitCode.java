package io.damocles.daemon;

/** Exit codes of every command (design D15). */
public final class ExitCode {
  /** Done, or stopped on request. */
  public static final int DONE = 0;

  /** Failed while running. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The configuration, or what it names, cannot be used (sysexits EX_CONFIG). */
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
