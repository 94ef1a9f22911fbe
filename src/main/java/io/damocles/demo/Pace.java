package io.damocles.demo;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/**
 * How much slower than an idle machine of two cores this one is now: its cores may be slow, or have
 * much else to do.
 */
final class Pace {
  private static final int THREADS = 2;

  /** Part of what counts as load is waiting for a disk. */
  private static final double SHARE_OF_LOAD = 0.8;

  private static final int STEPS = 600_000_000;

  /** What so many steps take on an idle core of 3 GHz. */
  private static final double IDLE_NANOS = 0.34e9;

  private static final long FACTOR = 6_364_136_223_846_793_005L;

  private Pace() {}

  /**
   * 1 for an idle machine. It takes the worse of what it measures, a third of a second there, and
   * of what the last minute's load lets expect: others that build come and go.
   */
  static double slowness() throws InterruptedException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(measured(), expected(load, cores));
  }

  /**
   * What two busy threads may expect.
   *
   * @param load how many threads ran, on average; negative if that is not known
   */
  static double expected(double load, int cores) {
    return SHARE_OF_LOAD * (load + THREADS) / cores;
  }

  private static double measured() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long begin = System.nanoTime();
      long sum = 0;
      var all = threads.invokeAll(LongStream.range(0, THREADS).mapToObj(Pace::work).toList());
      for (var ended : all) {
        sum += ended.get();
      }
      long nanos = System.nanoTime() - begin;
      // Used, so that no compiler leaves the work out.
      return (sum == 0 ? nanos + 1 : nanos) / IDLE_NANOS;
    } catch (ExecutionException cannotHappen) {
      throw new DemoException("cannot measure the machine", cannotHappen);
    } finally {
      threads.shutdown();
    }
  }

  private static Callable<Long> work(long seed) {
    return () -> {
      long value = seed;
      for (int step = 0; step < STEPS; step++) {
        value = value * FACTOR + 1;
      }
      return value;
    };
  }
}
