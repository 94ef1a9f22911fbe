package io.damocles.demo;

import io.damocles.prover.ParameterFolder;
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
    Screen screen = new Screen(System.out, environment.containsKey("DEMO_TERMINAL"));
    DemoOptions options;
    try {
      options = options(environment);
    } catch (DemoException wrong) {
      screen.say("demo failed: " + wrong.getMessage());
      return FAILED;
    }
    Path folder = Files.createTempDirectory("damocles-demo");
    AtomicReference<End> end = new AtomicReference<>(End.NOT_YET);
    String last;
    End reached = End.BAD;
    try {
      Demo demo = new Demo(options.paced(Pace.slowness()), screen, folder);
      // Runs after an end of any kind, Ctrl-C too.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(demo, folder, end), "end"));
      Outcome outcome = demo.run();
      last = outcome.toString();
      reached = outcome.isGood() ? End.GOOD : End.BAD;
    } catch (DemoException | IOException e) {
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
    return DemoOptions.of(
        Path.of(System.getProperty("damocles.home", "."), "bin"),
        ParameterFolder.of(environment, "DEMO_PARAMS"),
        environment);
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
