package io.damocles.demo;

/** A bar of twenty characters. */
final class Bar {
  private static final int WIDTH = 20;

  private Bar() {}

  static String of(long done, long all) {
    int full = all == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / all);
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
  }
}
