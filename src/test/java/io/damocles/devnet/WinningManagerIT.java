package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code damocles-manager daemon run --miner} and a devnet, each a process of its own. */
class WinningManagerIT {
  private static final String[] OPTIONS = {
    "--epoch", "10m", "--sectors", "4", "--miners", "2", "--winning", "1h"
  };

  @TempDir Path folder;
  private DevnetProcess process;
  private DevnetClient devnet;
  private Process manager;
  private Path log;

  @BeforeEach
  void start() throws Exception {
    try (ProofFixture proofs = ProofFixture.ready()) {
      proofs.proofs().generateParameters(ProofFixture.WINNING);
    }
    process = DevnetProcess.start(folder.resolve("devnet"), OPTIONS);
    devnet = process.client();
    Path home = Files.createDirectories(folder.resolve("manager"));
    Files.writeString(home.resolve("sector-manager.cfg"), configuration());
    log = home.resolve("log");
    manager = launch(home);
  }

  @AfterEach
  void stop() {
    manager.destroyForcibly();
    process.close();
  }

  @Test
  void warmsUpAndAnswersForEveryMinerAndEndsWell() throws Exception {
    awaitLog("warm-up proof made and verified miner=f01000");
    awaitLog("warm-up proof made and verified miner=f01001");

    assertThat(devnet.call("Devnet.AskWinningProofs").intValue()).isEqualTo(2);
    assertThat(devnet.call("Devnet.AskWinningProofs").intValue()).isEqualTo(2);
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> counts().get("Valid").intValue() == 4);

    assertThat(counts()).hasToString("{\"Asked\":4,\"Valid\":4,\"Wrong\":0,\"Failed\":0}");
    assertThat(metrics())
        .contains("winning_answers_total{miner=\"1000\",with=\"proof\"} 2.0")
        .contains("winning_gateways_listening 2.0");
    new ProcessBuilder("kill", "-TERM", "" + manager.pid()).start().waitFor();
    assertThat(manager.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(manager.exitValue()).isZero();
  }

  @Test
  void namesTheSectorThatCannotBeRead() throws Exception {
    awaitLog("warm-up proof made and verified miner=f01001");
    for (String store : List.of("store1", "store2")) {
      Path sealed = folder.resolve("devnet/stores/" + store + "/sealed");
      try (var files = Files.list(sealed)) {
        for (Path file : files.filter(one -> one.toString().contains("t01000-")).toList()) {
          Files.delete(file);
        }
      }
    }

    devnet.call("Devnet.AskWinningProofs");
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> counts().get("Valid").intValue() + counts().get("Failed").intValue() == 2);

    assertThat(counts()).hasToString("{\"Asked\":2,\"Valid\":1,\"Wrong\":0,\"Failed\":1}");
    assertThat(process.log()).containsPattern("winning proof miner=f01000 failed: sector \\d+ of");
  }

  private JsonNode counts() {
    return devnet.call("Devnet.Status").get("WinningProofs");
  }

  private String configuration() throws IOException {
    String at = "ws://" + Files.readString(folder.resolve("devnet/address")).strip();
    return """
        [Common.API]
        Chain = "%1$s"
        Gateway = ["%1$s"]
        [[Common.PersistStores]]
        Name = "store1"
        Path = "%2$s/store1"
        [[Common.PersistStores]]
        Name = "store2"
        Path = "%2$s/store2"
        [Common.Proving.Native]
        ParameterDir = "%3$s"
        [[Miners]]
        Actor = 1000
        [Miners.Proof]
        Enabled = true
        [[Miners]]
        Actor = 1001
        [Miners.Proof]
        Enabled = true
        [[Miners]]
        Actor = 1002
        """
        .formatted(at, folder.resolve("devnet/stores"), ProofFixture.parameterDirectory());
  }

  private Process launch(Path home) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("bin/damocles-manager").toAbsolutePath().toString(),
                "--home",
                home.toString(),
                "daemon",
                "run",
                "--listen",
                "127.0.0.1:0",
                "--miner")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    return builder.start();
  }

  private void awaitLog(String line) {
    Awaitility.await(line)
        .atMost(Duration.ofMinutes(4))
        .until(() -> Files.readString(log).contains(line));
  }

  private String metrics() throws Exception {
    String line =
        Files.readString(log).lines().filter(one -> one.contains("listening on")).findFirst().get();
    String address = "http://127.0.0.1" + line.substring(line.lastIndexOf(':')).strip();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
