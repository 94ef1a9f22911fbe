package io.damocles.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** How long the event loops of a process have run on a processor, as Linux counts it. */
final class LoopTime {
  /** Linux keeps fifteen characters of a thread's name. */
  private static final String EVENT_LOOP = "vert.x-eventloo";

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int QUIET_LOOKS = 5;
  private static final long QUIET_NANOS = 300_000;

  private final Path tasks;

  LoopTime(long pid) {
    this.tasks = Path.of("/proc", Long.toString(pid), "task");
  }

  /** Nanoseconds of all event loops together since the start of the process. */
  long nanos() throws IOException {
    long sum = 0;
    for (Path task : tasks()) {
      if (Files.readString(task.resolve("comm")).startsWith(EVENT_LOOP)) {
        String spent = Files.readString(task.resolve("schedstat"));
        sum += Long.parseLong(spent.substring(0, spent.indexOf(' ')));
      }
    }
    return sum;
  }

  /** Waits until the event loops have nothing more to do, and returns {@link #nanos}. */
  long quiet() throws IOException {
    long before = nanos();
    int looks = 0;
    while (looks < QUIET_LOOKS) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = nanos();
      looks = now - before > QUIET_NANOS ? 0 : looks + 1;
      before = now;
    }
    return before;
  }

  private List<Path> tasks() throws IOException {
    try (Stream<Path> all = Files.list(tasks)) {
      return all.toList();
    }
  }
}
