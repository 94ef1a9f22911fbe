package io.damocles.bench;

import java.io.IOException;

/** Signals that Java cannot send by itself. */
final class Signal {
  private Signal() {}

  /**
   * Sends one to a process that was started here; one that is gone is fine.
   *
   * @param name such as {@code STOP}
   */
  static void send(long pid, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new BenchException("the command kill cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
