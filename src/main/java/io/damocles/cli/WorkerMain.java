package io.damocles.cli;

/** Starts {@code damocles-worker}. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    System.exit(CommandLines.run(new WorkerCommand(Terminals.system()), args));
  }
}
