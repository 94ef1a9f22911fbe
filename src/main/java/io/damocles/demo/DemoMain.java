package io.damocles.demo;

import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.ProverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** {@code bin/demo}. */
public final class DemoMain {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private DemoMain() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(System.getenv()));
  }

  private static int run(Map<String, String> environment) throws IOException {
    DemoOptions options = options(environment);
    Screen screen = new Screen(System.out, options.terminal());
    Path folder = Files.createTempDirectory("damocles-demo");
    AtomicBoolean keep = new AtomicBoolean(true);
    try {
      Demo demo = new Demo(options, screen, folder);
      // Runs after an end of any kind, Ctrl-C too.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(demo, folder, keep), "end"));
      Outcome outcome = demo.run();
      keep.set(!outcome.isGood());
      screen.say(outcome.toString());
    } catch (DemoException | NativeLibraryException | ProverException | IOException e) {
      screen.say("demo failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (keep.get()) {
      screen.say("logs are kept in " + folder);
    }
    return keep.get() ? FAILED : DONE;
  }

  private static DemoOptions options(Map<String, String> environment) {
    return new DemoOptions(
        Path.of(System.getProperty("damocles.home", "."), "bin"),
        ProofParameters.folder(environment),
        Integer.parseInt(environment.getOrDefault("DEMO_PARTITIONS", "6")),
        environment.containsKey("DEMO_TERMINAL"));
  }

  private static void cleanUp(Demo demo, Path folder, AtomicBoolean keep) {
    demo.stop();
    if (keep.get()) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
