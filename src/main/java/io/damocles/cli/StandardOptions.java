package io.damocles.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * {@code --help} of a program and all its commands, and {@code --version}; picocli's own mixin
 * would be set up for each command anew, which takes a third of a short command's time.
 */
@SuppressWarnings("UnusedVariable") // picocli sets and reads them
final class StandardOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;
}
