package io.damocles.cli;

import picocli.CommandLine.Command;

/** {@code processor}: what a worker starts as a child process. */
@Command(
    name = "processor",
    description = "Computes one stage for a worker: tasks on standard input, results on output.",
    mixinStandardHelpOptions = true)
final class ProcessorCommand extends CommandGroup {
  @Command(
      name = "window_post",
      description = "Computes WindowPoSt, one JSON task a line.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("DoNotCallSuggester")
  int windowPost() {
    throw new CommandFailure("no processor yet");
  }
}
