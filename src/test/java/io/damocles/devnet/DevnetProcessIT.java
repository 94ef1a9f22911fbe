package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.ProofFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The devnet as its operators run it: a process, sealed sectors, real proofs. */
class DevnetProcessIT {
  private static final String MINER = "f01000";
  private static final String[] BY_HAND = {"--epoch", "0", "--sectors", "4"};
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ProofFixture proofs;
  @TempDir Path home;

  @BeforeAll
  static void load() throws Exception {
    proofs = ProofFixture.ready();
  }

  @AfterAll
  static void close() {
    proofs.close();
  }

  @Test
  void acceptsARealProofAndShowsItsPartitionAsProven() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = process.client();
      DevnetMinerAtWork miner = new DevnetMinerAtWork(devnet, home, proofs.proofs());
      JsonNode deadline = miner.advanceToWork();

      int exitCode = miner.send(miner.message(deadline, miner.prove(deadline)));

      assertThat(exitCode).isZero();
      int index = deadline.get("Index").intValue();
      assertThat(
              devnet
                  .call("StateMinerDeadlines", MINER, List.of())
                  .get(index)
                  .get("PostSubmissions"))
          .hasToString("[0,1]");
      devnet.advance(8);
      assertThat(devnet.call("Devnet.Status").at("/Totals/Proved").intValue()).isEqualTo(1);
      assertThat(process.log()).contains("deadline=" + index + " miner=f01000 proved=1 missed=0");
    }
  }

  @Test
  void refusesAWrongProof() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = process.client();
      DevnetMinerAtWork miner = new DevnetMinerAtWork(devnet, home, proofs.proofs());
      JsonNode deadline = miner.advanceToWork();
      byte[] proof = miner.prove(deadline);
      proof[5] ^= 1;
      Map<String, Object> message = miner.message(deadline, proof);

      JsonNode estimate =
          devnet.exchange("/rpc/v1", "GasEstimateMessageGas", message, Map.of(), List.of());
      message.put("GasLimit", 100_000_000);
      int exitCode = miner.send(message);

      assertThat(estimate.at("/error/code").intValue()).isEqualTo(3);
      assertThat(estimate.at("/error/message").textValue()).contains("invalid post was submitted");
      assertThat(exitCode).isEqualTo(16);
    }
  }

  @Test
  void makesAMissedPartitionFaultyAndCountsIt() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = process.client();
      JsonNode deadline = new DevnetMinerAtWork(devnet, home, proofs.proofs()).advanceToWork();

      devnet.advance(
          deadline.get("Close").longValue() - deadline.get("CurrentEpoch").longValue() + 1);

      assertThat(devnet.call("StateMinerFaults", MINER, List.of()).size()).isGreaterThan(1);
      assertThat(devnet.call("Devnet.Status").at("/Totals/Missed").intValue()).isPositive();
      assertThat(process.log()).contains(" missed=1");
    }
  }

  @Test
  void advancesByItsClockAndStopsOnATerm() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, "--epoch", "100ms", "--sectors", "2")) {
      DevnetClient devnet = process.client();
      await().atMost(PATIENCE).until(() -> height(devnet) > 5);

      long begin = System.nanoTime();
      process.signal("TERM");

      assertThat(process.exitCode()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void goesOnWhereAKilledOneWas() throws Exception {
    long before;
    String tipset;
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = process.client();
      devnet.advance(40);
      before = height(devnet);
      tipset = devnet.call("ChainHead").get("Cids").toString();
      process.signal("KILL");
      process.exitCode();
    }

    try (DevnetProcess again = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = again.client();
      assertThat(height(devnet)).isEqualTo(before);
      assertThat(devnet.call("ChainHead").get("Cids")).hasToString(tipset);
      devnet.advance(1);
      assertThat(height(devnet)).isEqualTo(before + 1);
    }
  }

  @Test
  void keepsASecondOneOutOfItsHome() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      process.client();

      String second = DevnetProcess.run(home, "--home", home.toString(), "--listen", "127.0.0.1:0");

      assertThat(second).contains("is in use by another devnet");
    }
  }

  @Test
  void switchesFaultsByItsCommandLine() throws Exception {
    try (DevnetProcess process = DevnetProcess.start(home, BY_HAND)) {
      DevnetClient devnet = process.client();
      String where = home.toString();

      DevnetProcess.run(home, "fault", "fail", "--method", "ChainHead", "--home", where);

      JsonNode answer = devnet.exchange("/rpc/v1", "ChainHead");
      assertThat(answer.at("/error/message").textValue()).contains("injected by the devnet");
      assertThat(DevnetProcess.run(home, "fault", "list", "--home", where))
          .contains("fail method=ChainHead");
      DevnetProcess.run(home, "fault", "clear", "--home", where);
      assertThat(devnet.exchange("/rpc/v1", "ChainHead").has("result")).isTrue();
    }
  }

  private static long height(DevnetClient devnet) {
    return devnet.call("ChainHead").get("Height").longValue();
  }
}
