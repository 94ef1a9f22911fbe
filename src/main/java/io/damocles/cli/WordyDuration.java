package io.damocles.cli;

import java.util.ArrayList;
import java.util.List;

/** A duration in words, as the Go library durafmt writes it. */
final class WordyDuration {
  private static final long[] SECONDS = {31_536_000, 604_800, 86_400, 3_600, 60, 1};
  private static final String[] UNITS = {"year", "week", "day", "hour", "minute", "second"};
  private static final int MOST_UNITS = 2;

  private WordyDuration() {}

  /** Its two largest units that are not zero: {@code 1 hour 30 minutes}. */
  static String of(long seconds) {
    List<String> words = new ArrayList<>();
    var rest = seconds;
    for (int i = 0; i < UNITS.length && words.size() < MOST_UNITS; i++) {
      var count = rest / SECONDS[i];
      rest %= SECONDS[i];
      if (count > 0) {
        words.add(count + " " + UNITS[i] + (count == 1 ? "" : "s"));
      }
    }
    return words.isEmpty() ? "0 seconds" : String.join(" ", words);
  }
}
