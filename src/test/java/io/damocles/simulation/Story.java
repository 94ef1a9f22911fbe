package io.damocles.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The last things that happened, for whoever must find out why a seed failed. */
final class Story {
  private static final int MOST = 4_000;

  private final SimulatedTime time;
  private final Deque<String> lines = new ArrayDeque<>();

  Story(SimulatedTime time) {
    this.time = time;
  }

  void tell(String text, Object... values) {
    double epoch = (time.now() - SimulatedTime.START) / (double) SimulatedChain.EPOCH_MILLIS;
    lines.add(
        String.format(Locale.ROOT, "%10.3f  ", epoch) + String.format(Locale.ROOT, text, values));
    if (lines.size() > MOST) {
      lines.remove();
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
