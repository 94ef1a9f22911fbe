package io.damocles.demo;

import io.damocles.chain.DeadlineInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A whole proving period: every deadline once, beginning with the one after the current.
 *
 * @param windows those with something to prove, in the order of their opening; never empty
 */
public record Period(List<Window> windows) {

  public Period {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new DemoException("the miner has no sectors to prove");
    }
  }

  /** How many partitions a deadline has. */
  interface Partitions {
    int of(long deadline) throws IOException;
  }

  static Period after(DeadlineInfo current, Partitions partitions) throws IOException {
    List<Window> all =
        LongStream.rangeClosed(1, current.periodDeadlines())
            .mapToObj(count -> window(current, count))
            .toList();
    List<Window> windows = new ArrayList<>();
    for (Window window : all) {
      int count = partitions.of(window.index());
      if (count > 0) {
        windows.add(
            new Window(window.index(), window.challenge(), window.open(), window.close(), count));
      }
    }
    return new Period(windows);
  }

  private static Window window(DeadlineInfo current, long count) {
    long open = current.open() + count * current.challengeWindow();
    return new Window(
        (current.index() + count) % current.periodDeadlines(),
        open - current.challengeLookback(),
        open,
        open + current.challengeWindow(),
        0);
  }

  int partitions() {
    return windows.stream().mapToInt(Window::partitions).sum();
  }

  /** The first epoch after all of it. */
  long end() {
    return windows.get(windows.size() - 1).close();
  }
}
