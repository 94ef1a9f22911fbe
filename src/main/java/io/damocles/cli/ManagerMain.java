package io.damocles.cli;

/** Starts {@code damocles-manager}. */
public final class ManagerMain {
  private ManagerMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return CommandLines.run(new ManagerCommand(Terminals.system()), args);
  }
}
