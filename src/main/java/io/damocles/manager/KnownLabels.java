package io.damocles.manager;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the values of a metric's label few: workers name them, and each makes a series for good.
 */
final class KnownLabels {
  static final String OTHER = "other";
  private static final int LONGEST = 64;

  private final int most;
  private final Set<String> known = new HashSet<>();

  KnownLabels(int most) {
    this.most = most;
  }

  /** The value itself, or {@code other} if there are so many others already. */
  synchronized String of(String value) {
    if (value.length() > LONGEST || (known.size() >= most && !known.contains(value))) {
      return OTHER;
    }
    known.add(value);
    return value;
  }
}
