package io.damocles.cli;

/** Starts {@code devnet}. */
public final class DevnetMain {
  private DevnetMain() {}

  public static void main(String[] args) {
    System.exit(CommandLines.run(new DevnetCommand(Terminals.system()), args));
  }
}
