package io.damocles.demo;

import java.nio.file.Path;

/**
 * How the demo is run.
 *
 * @param bin folder of the commands
 * @param parameters folder of the proof parameters
 * @param partitions how many jobs
 * @param terminal whether the output is drawn on
 */
record DemoOptions(Path bin, Path parameters, int partitions, boolean terminal) {
  private static final int LEAST_PARTITIONS = 3;

  DemoOptions {
    if (partitions < LEAST_PARTITIONS) {
      throw new DemoException(
          "DEMO_PARTITIONS is %d, expected %d or more".formatted(partitions, LEAST_PARTITIONS));
    }
  }
}
