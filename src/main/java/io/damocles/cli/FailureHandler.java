package io.damocles.cli;

import io.damocles.config.ConfigException;
import io.damocles.daemon.ExitCode;
import io.damocles.prover.NativeLibraryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a failed command says and how it exits; anything else that was thrown is a defect. */
final class FailureHandler implements IExecutionExceptionHandler {
  private final GoLog log;

  FailureHandler(GoLog log) {
    this.log = log;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result)
      throws Exception {
    var code = exitCode(failure);
    log.error(String.valueOf(failure.getMessage()));
    return code;
  }

  private static int exitCode(Exception failure) throws Exception {
    if (failure instanceof CommandFailure) {
      return ExitCode.FAILED;
    } else if (failure instanceof ConfigException || failure instanceof NativeLibraryException) {
      return ExitCode.CONFIGURATION;
    } else if (failure instanceof UsageFailure) {
      return ExitCode.USAGE;
    }
    throw failure;
  }
}
