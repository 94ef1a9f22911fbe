package io.damocles.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints lines, and below them a block that is drawn again and again if this is a terminal. */
final class Screen {
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final boolean terminal;
  private int drawn;

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  boolean isTerminal() {
    return terminal;
  }

  /** A line that stays. */
  void say(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /** Draws the block; does nothing without a terminal. */
  void block(String... lines) {
    block(List.of(lines));
  }

  /** See {@link #block(String...)}. */
  void block(List<String> lines) {
    if (!terminal) {
      return;
    }
    erase();
    lines.forEach(out::println);
    out.flush();
    drawn = lines.size();
  }

  /** Leaves the block as it stands. */
  void endBlock() {
    drawn = 0;
  }

  private void erase() {
    if (drawn > 0) {
      out.printf("\u001b[%dA", drawn);
      out.print(CLEAR_BELOW);
      drawn = 0;
    }
  }
}
