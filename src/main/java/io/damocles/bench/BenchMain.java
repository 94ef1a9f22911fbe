package io.damocles.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/bench}. */
@Command(
    name = "bench",
    description = "Measures the manager and the prover.",
    mixinStandardHelpOptions = true,
    subcommands = {
      JobsCommand.class, ProofCommand.class, PosterCommand.class,
      SoakCommand.class,
      WorkerCommand.class
    })
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchMain())
            .setExecutionExceptionHandler(
                (failure, line, result) -> {
                  line.getErr().println("bench: " + failure.getMessage());
                  return 1;
                })
            .execute(args));
  }
}
