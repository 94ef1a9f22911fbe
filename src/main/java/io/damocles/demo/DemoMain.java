package io.damocles.demo;

import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.ProverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** {@code bin/demo}. */
public final class DemoMain {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private DemoMain() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(System.getenv()));
  }

  /** How the demo came to its end; whoever sets it first is right. */
  private enum End {
    NOT_YET,
    GOOD,
    BAD,
    INTERRUPTED
  }

  private static int run(Map<String, String> environment) throws IOException {
    DemoOptions options = options(environment);
    Screen screen = new Screen(System.out, options.terminal());
    Path folder = Files.createTempDirectory("damocles-demo");
    AtomicReference<End> end = new AtomicReference<>(End.NOT_YET);
    String last;
    End reached = End.BAD;
    try {
      Demo demo = new Demo(options, screen, folder);
      // Runs after an end of any kind, Ctrl-C too.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(demo, folder, end), "end"));
      Outcome outcome = demo.run();
      last = outcome.toString();
      reached = outcome.isGood() ? End.GOOD : End.BAD;
    } catch (DemoException | NativeLibraryException | ProverException | IOException e) {
      last = "demo failed: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      last = "demo interrupted";
    }
    if (end.compareAndSet(End.NOT_YET, reached)) {
      screen.say((reached == End.BAD ? "logs are kept in " + folder + "\n" : "") + last);
    }
    return reached == End.GOOD ? DONE : FAILED;
  }

  private static DemoOptions options(Map<String, String> environment) {
    return new DemoOptions(
        Path.of(System.getProperty("damocles.home", "."), "bin"),
        ProofParameters.folder(environment),
        Integer.parseInt(environment.getOrDefault("DEMO_PARTITIONS", "6")),
        environment.containsKey("DEMO_TERMINAL"));
  }

  private static void cleanUp(Demo demo, Path folder, AtomicReference<End> end) {
    end.compareAndSet(End.NOT_YET, End.INTERRUPTED);
    demo.stop();
    if (end.get() == End.BAD) {
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
