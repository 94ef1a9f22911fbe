package io.damocles.config;

import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.config.WorkerConfig.SealingThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code [[sealing_thread]]} tables, of which those of the wdpost plan count here. */
final class ThreadsReader {
  static final String PLAN = "wdpost";

  /** What damocles takes for a thread that names no plan. */
  private static final String DEFAULT_PLAN = "sealer";

  private static final List<String> OTHER_PLANS = List.of("sealer", "snapup", "rebuild", "unseal");
  private static final String EXPECTED =
      "at least one [[sealing_thread]] with plan = \"" + PLAN + "\"";

  private final TomlTable root;
  private final Set<Path> locations = new HashSet<>();

  ThreadsReader(TomlTable root) {
    this.root = root;
  }

  /**
   * At least one thread. A machine that also seals has one file for both; its sealing threads go on
   * in damocles' own worker, so they are passed over here, each with a warning. A plan that nobody
   * knows is refused: a misspelt thread would be missed only at the next deadline.
   */
  List<SealingThread> threads() {
    var common = new SealingReader(root.table("sealing")).over(SealingReader.DEFAULTS);
    List<SealingThread> threads = new ArrayList<>();
    for (TomlTable thread : root.tables("sealing_thread").orElseThrow(this::noThread)) {
      if (isOurs(thread)) {
        thread(thread, common).ifPresent(threads::add);
      } else {
        thread.passOver();
      }
    }
    if (threads.isEmpty()) {
      throw noThread();
    }
    return List.copyOf(threads);
  }

  private boolean isOurs(TomlTable thread) {
    var plan = thread.string("plan").orElse(DEFAULT_PLAN);
    if (plan.equals(PLAN)) {
      return true;
    } else if (!OTHER_PLANS.contains(plan)) {
      throw thread.error(
          "plan",
          "unknown plan; expected \"" + PLAN + "\", or one that is passed over: " + OTHER_PLANS,
          null);
    }
    root.warn(
        thread.place("")
            + " is passed over: this worker runs no other plan than \""
            + PLAN
            + "\", and the thread's is \""
            + plan
            + (thread.has("plan") ? "\"" : "\", as it names none"));
    return false;
  }

  /** Two threads of one place are one to damocles. */
  private Optional<SealingThread> thread(TomlTable thread, Sealing common) {
    var location = thread.text("location", "a path", UserPath::parse).map(ThreadsReader::real);
    if (location.isPresent() && !locations.add(location.get())) {
      root.warn(thread.place("") + " is passed over: another thread has the same location");
      thread.passOver();
      return Optional.empty();
    }
    return Optional.of(
        new SealingThread(
            location, new SealingReader(thread.table("sealing"), thread).over(common)));
  }

  /** It need not be there: the wdpost plan only looks for a file in it. */
  private static Path real(Path location) {
    try {
      return location.toRealPath();
    } catch (IOException absent) {
      return location.toAbsolutePath().normalize();
    }
  }

  private ConfigException noThread() {
    return root.missing("sealing_thread", EXPECTED);
  }
}
