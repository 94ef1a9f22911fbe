package io.damocles.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Something that goes wrong in a soak.
 *
 * @param atMillis after the begin
 * @param target chooses among those to which it may happen
 */
record Mishap(long atMillis, Kind kind, int target) {
  private static final int MANAGER_EVERY_MILLIS = 40_000;

  /** What may happen; those of the manager have a schedule of their own. */
  enum Kind {
    LIGHT_KILLED(8),
    LIGHT_STOPPED(4),
    CHILD_KILLED(4),
    CHILD_STOPPED(1),
    WORKER_KILLED(2),
    WORKER_STOPPED(1),
    MANAGER_KILLED(0),
    MANAGER_STOPPED(0);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }

    /** In words. */
    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** All mishaps of a soak in their order; the same seed gives the same ones. */
  static List<Mishap> schedule(SoakOptions options) {
    Random random = new Random(options.seed);
    List<Mishap> all = new ArrayList<>();
    double at = 0;
    while (true) {
      at += 2 * options.every * 1000 * random.nextDouble();
      if (at >= options.length().toMillis()) {
        break;
      }
      all.add(new Mishap((long) at, any(random), random.nextInt(Integer.MAX_VALUE)));
    }
    manager(options, all);
    all.sort(Comparator.comparingLong(Mishap::atMillis));
    return List.copyOf(all);
  }

  private static void manager(SoakOptions options, List<Mishap> all) {
    long until = options.managerMishaps().toMillis();
    long count = Math.max(1, until / MANAGER_EVERY_MILLIS);
    for (int i = 0; i < count; i++) {
      Kind kind = i % 3 == 1 ? Kind.MANAGER_STOPPED : Kind.MANAGER_KILLED;
      all.add(new Mishap(until * (2L * i + 1) / (2 * count), kind, 0));
    }
  }

  private static Kind any(Random random) {
    int sum = 0;
    for (Kind kind : Kind.values()) {
      sum += kind.weight;
    }
    int left = random.nextInt(sum);
    for (Kind kind : Kind.values()) {
      left -= kind.weight;
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights are not what they were");
  }
}
