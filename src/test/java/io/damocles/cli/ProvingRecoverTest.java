package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Declaring recoveries by hand, through a node and through a messager. */
class ProvingRecoverTest extends WithProvingShell {
  @Test
  void declaresFaultySectorsThroughTheNodeAndWaits() throws Exception {
    proving.devnet.advanceTo(0, 60);

    var run = whileEpochsPass("recover-faults", "--deadline", "0");

    List<String> lines = run.out().lines().toList();
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(lines.get(0))
        .matches("deadline 0: declaring 2 sectors in 1 partitions as recovered, from f0[0-9]+");
    assertThat(lines.get(1)).matches("message bafy[a-z2-7]+");
    assertThat(lines.get(lines.size() - 1)).matches("on chain at height [0-9]+, exit code 0");
    assertThat(recovering()).isEqualTo("[1,2]");
    assertThat(search(lines.get(1).substring(8)))
        .matches(
            """
            State: OnChainMsg
            Cid: bafy[a-z2-7]+
            Height: [0-9]+
            Tipset: [{]bafy[a-z2-7]+[}]
            ExitCode: 0
            gas_used: [0-9]+
            """);
    assertThat(proving.run("recover-faults", "--deadline", "0"))
        .isEqualTo(
            new CommandRun(
                0, "deadline 0: no faulty sectors that are not recovering already\n", ""));
  }

  @Test
  void declaresThemThroughTheMessagerUnderItsUid() throws Exception {
    var api = proving.devnet.apiInfo();
    Files.writeString(
        folder.resolve("sector-manager.cfg"),
        "[Common.API]\nChain = \"%s\"\nMessager = \"%s\"\n".formatted(api, api));
    proving.shell.with(Map.of("DAMOCLES_CONF_DIR", folder.toString()));
    proving.devnet.advanceTo(0, 60);

    var run = whileEpochsPass("recover-faults", "--deadline=0", "--exid=again");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("message bafy[a-z2-7]+-again\n");
    assertThat(recovering()).isEqualTo("[1,2]");
    var uid = run.out().lines().toList().get(1).substring(8);
    assertThat(search(uid)).startsWith("State: OnChainMsg\nCid: bafy").contains("\nExitCode: 0\n");
  }

  @Test
  void saysUntilWhenRecoveriesCanBeDeclared() {
    proving.devnet.advanceTo(0, 60);
    proving.devnet.advanceTo(47, 30);

    proving.assertFails(
        1,
        "deadline 0: recoveries had to be declared before epoch ",
        "recover-faults",
        "--deadline=0");
    assertThat(proving.run("recover-faults", "--deadline=0").err())
        .containsPattern("; try again after it closes, at epoch [0-9]+ [(]in 45 minutes[)]");
  }

  @Test
  void saysWhatItCannotDo() {
    proving.assertFails(1, "deadline 48: the miner", "recover-faults", "--deadline", "48");
    assertThat(proving.run("recover-faults").code()).isEqualTo(2);
    proving.devnet.advanceTo(0, 60);
    proving.assertFails(
        2, "--from: address \"x\": too short", "recover-faults", "--deadline=0", "--from=x");
    assertThat(proving.run("recover-faults", "--deadline=0", "--from=f099").err())
        .contains("send message: ");
    assertThat(proving.shell.manager("util", "message", "search", "x").err())
        .contains("no messager is configured in the variable FULLNODE_API_INFO");
  }

  @Test
  void saysWhichCommandsOfDamoclesAreNotHere() {
    proving.assertFails(
        1,
        "compact-partitions is not here: send CompactPartitions with lotus-miner or damocles\n",
        "compact-partitions",
        "--deadline=1",
        "--partitions=1,2");
    proving.assertFails(1, "winning-vanilla is not here: ", "winning-vanilla", "--output", "x");
  }

  private String search(String uid) {
    return proving.shell.manager("util", "message", "search", uid).out();
  }

  private String recovering() {
    JsonNode partitions = proving.devnet.call("StateMinerPartitions", "f01000", 0, List.of());
    return partitions.get(0).get("RecoveringSectors").toString();
  }

  private CommandRun whileEpochsPass(String... command)
      throws InterruptedException, ExecutionException, TimeoutException {
    var run = CompletableFuture.supplyAsync(() -> proving.run(command));
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              if (!proving.devnet.call("MpoolPending", List.of()).isEmpty()) {
                proving.devnet.advance(2);
              }
              return run.isDone();
            });
    return run.get(1, TimeUnit.SECONDS);
  }
}
