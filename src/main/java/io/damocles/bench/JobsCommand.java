package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench jobs}: how fast a manager hands out jobs and takes heartbeats and results. */
@Command(
    name = "jobs",
    description = "Measures a manager over its public API: its own temporary one, or --url.",
    mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {
  @Mixin private final JobsOptions options = new JobsOptions();

  @Override
  public Integer call() throws IOException {
    options.check();
    Report report = new Report(System.out);
    report.keep(
        "load",
        Map.of("jobs", options.jobs, "sectors", options.sectors, "clients", options.clients));
    if (options.url != null) {
      URI api = options.url.resolve("/rpc/v0");
      new JobsBench(options, api, null, report).run();
    } else {
      runOwn(report);
    }
    if (options.json != null) {
      report.write(options.json);
    }
    return 0;
  }

  private void runOwn(Report report) throws IOException {
    Path home = Files.createTempDirectory("damocles-bench");
    Path script = Path.of(System.getProperty("damocles.home", "."), "bin", "damocles-manager");
    ManagerProcess manager =
        ManagerProcess.start(script, home, ProofParameters.forDaemons(System.getenv()));
    // After an end of any kind, Ctrl-C too.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(manager, home), "end"));
    new JobsBench(options, manager.api(), manager, report).run();
  }

  private static void cleanUp(ManagerProcess manager, Path home) {
    manager.close();
    try {
      TemporaryFolder.delete(home);
    } catch (IOException e) {
      System.err.println("cannot delete " + home + ": " + e.getMessage());
    }
  }
}
