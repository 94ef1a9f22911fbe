package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager as a process through its script: signals, exit codes, and what it says at start. */
class ManagerProcessIT {
  private static final String CONFIG =
      """
      [Common.Proving.WorkerProver]
      JobMaxTry = %d
      """;

  @TempDir Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void kill() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void readsItsConfigurationAgainAtSigusr1AndEndsWellAtSigterm() throws Exception {
    configure(CONFIG.formatted(2));
    Running manager = start("--worker-prover");
    int port = manager.port();
    assertThat(maxTry(port)).isEqualTo("2");

    configure(CONFIG.formatted(7));
    manager.signal("USR1");
    Awaitility.await().until(() -> maxTry(port).equals("7"));

    configure("[Common.Proving.WorkerProver]\nJobMaxTry = \"many\"\n");
    manager.signal("USR1");
    Awaitility.await().until(() -> manager.log().contains("the old one stays"));
    assertThat(maxTry(port)).isEqualTo("7");

    manager.signal("TERM");
    assertThat(manager.exitCode()).isZero();
    assertThat(manager.log()).contains("stopped");
  }

  @Test
  void namesAVerifyingKeyThatAConfiguredMinerNeedsAndThatIsMissing() throws Exception {
    Running manager = startWithMinerOf("32GiB");

    assertThat(manager.log())
        .contains("proofs of StackedDrgWindow32GiBV1_2 are needed and cannot be verified")
        .contains(home + "/v28-proof-of-spacetime-fallback");
  }

  @Test
  void namesAVerifyingKeyThatIsCutShort() throws Exception {
    Path key;
    try (ProofFixture fixture = ProofFixture.ready()) {
      key = fixture.proofs().parameterStatus(ProofFixture.WINDOW).verifyingKey();
    }
    byte[] bytes = Files.readAllBytes(key);
    Path cut =
        Files.write(
            home.resolve(String.valueOf(key.getFileName())),
            Arrays.copyOf(bytes, bytes.length / 2));
    Running manager = startWithMinerOf("2KiB");

    assertThat(manager.log())
        .contains("proofs of StackedDrgWindow2KiBV1_2 are needed and cannot be verified")
        .containsPattern(Pattern.quote(cut.toString()) + " (is cut short|does not begin with)");
  }

  @Test
  void servesNoJobMethodsWithoutWorkerProver() throws Exception {
    configure("");
    int port = start().port();

    assertThat(post(port, "WdPoStAllJobs"))
        .contains("(error code -32601) method 'Venus.WdPoStAllJobs' not found");
    assertThat(post(port, "Version")).contains("\"result\":\"v");
  }

  @Test
  void namesStoresThatAreNotThereAndServesAllTheSame() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    configure(
        """
        [[Common.PersistStores]]
        Name = "gone"
        Path = "%s/gone"
        [[Common.PersistStores]]
        Name = "flat"
        Path = "%s"
        """
            .formatted(home, file));
    Running manager = start("--worker-prover");
    int port = manager.port();

    Awaitility.await()
        .until(
            () ->
                manager.log().contains("store=gone path=" + home + "/gone does not exist")
                    && manager.log().contains("store=flat path=" + file + " is a file"));
    assertThat(post(port, "StoreList")).contains("\"Name\":\"gone\"", "\"Total\":0");
  }

  @Test
  void keepsASecondManagerOffItsJobTable() throws Exception {
    configure("");
    start().port();

    Running second = start();

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.log()).contains("jobs.db is in use by another manager");
  }

  @Test
  void endsWellWithWorkersWaiting() throws Exception {
    configure("");
    Running manager = start("--worker-prover");
    String body =
        "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":60000},1,\"w\"]}";
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    URI uri = URI.create("http://127.0.0.1:" + manager.port() + "/rpc/v0");
    for (int i = 0; i < 20; i++) {
      waiting.add(
          http.sendAsync(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    Awaitility.await()
        .until(
            () ->
                http.send(
                        HttpRequest.newBuilder(uri.resolve("/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("wdpost_claims_waiting 20.0"));

    manager.signal("TERM");

    assertThat(manager.exitCode()).isZero();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.join().body()).contains("\"result\":[]");
    }
  }

  @Test
  void endsWith78WhenTheConfigurationIsMissingOrWrong() throws Exception {
    Running missing = start("--worker-prover");
    assertThat(missing.exitCode()).isEqualTo(78);
    assertThat(missing.log()).contains(home.resolve("sector-manager.cfg") + ": no such file");

    configure("[Common.Proving.WorkerProver]\nHeartbeatTimeout = \"soon\"\n");
    Running wrong = start("--worker-prover");
    assertThat(wrong.exitCode()).isEqualTo(78);
    assertThat(wrong.log()).contains("HeartbeatTimeout").contains("soon");
  }

  @Test
  void endsWith78WhenTheNativeLibraryIsMissing() throws Exception {
    configure("[Common.Proving.Native]\nLibrary = \"/no/such/libwdpost.so\"\n");
    Running manager = start("--worker-prover");

    assertThat(manager.exitCode()).isEqualTo(78);
    assertThat(manager.log()).contains("/no/such/libwdpost.so");
  }

  @Test
  void endsWith1WhenItsPortIsTaken() throws Exception {
    configure("");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Running manager = listen(address);

      assertThat(manager.exitCode()).isEqualTo(1);
      assertThat(manager.log()).contains("cannot listen on " + address);
    }
  }

  private record Running(Process process, Path file) {
    String log() {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    int port() {
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> log().contains("daemon running") || !process.isAlive());
      String line = log().lines().filter(l -> l.contains("listening on")).findFirst().orElse(log());
      return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip());
    }

    void signal(String name) throws IOException, InterruptedException {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      assertThat(kill.waitFor()).isZero();
    }

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }
  }

  private void configure(String text) throws IOException {
    Files.writeString(home.resolve("sector-manager.cfg"), text);
  }

  private Running start(String... flags) throws IOException {
    return listen("127.0.0.1:0", flags);
  }

  private Running listen(String address, String... flags) throws IOException {
    Path log = Files.createTempFile(home, "manager", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("bin/damocles-manager").toAbsolutePath().toString(),
                "--home",
                home.toString(),
                "daemon",
                "run",
                "--listen",
                address));
    command.addAll(List.of(flags));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    Process process = builder.start();
    started.add(process);
    return new Running(process, log);
  }

  /** Serves already; its parameters are looked for in its home. */
  private Running startWithMinerOf(String sectorSize) throws IOException {
    configure(
        """
        [Common.Proving.Native]
        ParameterDir = "%s"
        [[Miners]]
        Actor = 1000
        SectorSize = "%s"
        """
            .formatted(home, sectorSize));
    Running manager = start("--worker-prover");
    manager.port();
    return manager;
  }

  private String maxTry(int port) throws IOException, InterruptedException {
    String answer = post(port, "WdPoStAllJobs");
    return answer.replaceAll("(?s).*\"MaxTry\":(\\d+).*", "$1");
  }

  private String post(int port, String method) throws IOException, InterruptedException {
    String body = "{\"id\":1,\"method\":\"Venus.%s\",\"params\":[]}".formatted(method);
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/rpc/v0"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
