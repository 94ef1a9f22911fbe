package io.damocles.cli;

/** The command at the root of a program. */
abstract class RootCommand extends CommandGroup {
  private final Terminal terminal;

  RootCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  final Terminal terminal() {
    return terminal;
  }
}
