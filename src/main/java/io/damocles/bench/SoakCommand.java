package io.damocles.bench;

import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench soak}: a manager and many workers, of which some die all the time. */
@Command(
    name = "soak",
    description =
        "Kills and stops a manager, workers and children at random under a steady load; fails if a"
            + " job is lost or a daemon grows. Linux only.",
    mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
  private static final Path BIN = Path.of(System.getProperty("damocles.home", "."), "bin");
  private static final int SHOWN = 20;

  @Mixin private final SoakOptions options = new SoakOptions();

  @Override
  public Integer call() throws IOException {
    options.check();
    Path parameters = ProofParameters.needed(System.getenv());
    Path folder = Files.createTempDirectory("damocles-soak");
    SoakBench.Result result = new SoakBench(options, BIN, folder, parameters).run();
    print(result);
    if (options.json != null) {
      Files.write(options.json, Json.write(result));
    }
    if (!options.keep && result.problems().isEmpty()) {
      TemporaryFolder.delete(folder);
    } else {
      say("logs             %s", folder);
    }
    return result.problems().isEmpty() ? 0 : 1;
  }

  private void print(SoakBench.Result result) {
    say(
        "soak             %s min, %d workers (%d processes), seed %d",
        options.minutes, options.workers, options.processes, options.seed);
    result.mishaps().forEach((kind, count) -> say("%-16s %d", kind.title(), count));
    say(
        "jobs             %d created, the last one done %.1f s after the end",
        result.jobs(), result.drainSeconds());
    say("wrong proofs     %d handed in and refused", result.refusedProofs());
    for (Growth.Row row : result.sizes()) {
      say("%-16s warm %s%n                 end  %s", row.name(), row.warm(), row.end());
    }
    result.problems().stream().limit(SHOWN).forEach(problem -> say("PROBLEM          %s", problem));
    say("problems         %d", result.problems().size());
  }

  private static void say(String text, Object... values) {
    System.out.printf(Locale.ROOT, text + "%n", values);
  }
}
