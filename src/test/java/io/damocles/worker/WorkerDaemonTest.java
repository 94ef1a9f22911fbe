package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.damocles.config.ConfigException;
import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostOutput;
import io.damocles.rpc.RpcException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDaemonTest {
  private static final String ONE_THREAD =
      """
      [[sealing_thread]]
      plan = "wdpost"
      sealing.recover_interval = "300ms"
      """;

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private RecordingManager manager;
  private TestWorker worker;

  @BeforeEach
  void setUp() throws IOException {
    manager = new RecordingManager();
    worker = TestWorker.create(folder, manager.address(), ONE_THREAD, prover);
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void provesAJobOfDamoclesManagerAndFinishesIt() throws Exception {
    manager.offer(TestJobs.job("PGz5aNKq7ns", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    JsonNode params = manager.calls("WdPoStFinishJob").get(0).params();
    assertThat(params.toString())
        .startsWith("[\"PGz5aNKq7ns\",{\"proofs\":[\"AAAA")
        .contains("\"],\"faults\":[],\"report\":{\"stageMillis\":{\"VANILLA\":")
        .endsWith("\"reads\":[],\"skipped\":[]}},\"\"]");
    JsonNode asked = manager.calls("WdPoStAllocateJobs").get(0).params();
    assertThat(asked.toString())
        .isEqualTo(
            "[{\"AllowedMiners\":[],\"AllowedProofTypes\":[],\"WaitMillis\":1000},1,\"w1\"]");
  }

  @Test
  void tellsItsProverWhatTheDeadlineLeaves() throws Exception {
    ObjectNode job = (ObjectNode) TestJobs.job("j.1", "s1");
    manager.offer(job.put("CloseInMillis", 600_000).put("RetryInMillis", 300_000));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    assertThat(prover.timeLeft().closeMillis()).isBetween(500_000L, 600_000L);
    assertThat(prover.timeLeft().retryMillis()).isBetween(200_000L, 300_000L);
  }

  @Test
  void failsAnAttemptWhoseProverIsSilentForTooLong() throws Exception {
    worker =
        TestWorker.create(
            folder, manager.address(), "progress_timeout = \"1s\"", ONE_THREAD, prover);
    manager.beats().offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    JsonNode params = manager.calls("WdPoStFinishJob").get(0).params();
    assertThat(params.get(1).isNull()).isTrue();
    assertThat(params.get(2).asText())
        .matches("no progress for [12] s \\(stage VANILLA, worker.progress_timeout is 1 s\\)");
    await().until(() -> prover.cancelled() == 1);
    manager.offer(TestJobs.job("j.2", "s1"));
    prover.answer(ScriptedProver.OUTPUT);
    awaitCalls("WdPoStFinishJob", 2);
  }

  @Test
  void tellsTheErrorOfAFailedProofOnOneLine() throws Exception {
    manager.offer(TestJobs.job("j.1", "s1"));
    prover.fail(new ProverException("no \"luck\"\nCaused by: x"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().toString())
        .isEqualTo("[\"j.1\",null,\"no \\\\\\\"luck\\\\\\\"\\\\nCaused by: x\"]");
  }

  @Test
  void finishesAtOnceWithTheNameOfAStoreThatItDoesNotHave() throws Exception {
    manager.offer(TestJobs.job("j.1", "s9"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(2).asText())
        .contains("store s9 of sector 1 of miner 1000 is not attached");
  }

  @Test
  void finishesAJobThatMakesNoSenseWithAReasonAndGoesOn() throws Exception {
    JsonNode broken = TestJobs.job("j.1", "s1");
    ((ObjectNode) broken).putNull("Input");
    manager.offer(broken);
    manager.offer(TestJobs.job("j.2", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 2);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(2).asText()).isNotEmpty();
    assertThat(manager.calls("WdPoStFinishJob").get(1).params().get(0).asText()).isEqualTo("j.2");
  }

  @Test
  void goesOnAfterAnAnswerThatHoldsNoJob() throws Exception {
    manager.offer(NullNode.getInstance());
    manager.offer(((ObjectNode) TestJobs.job("j.0", "s1")).putNull("Id"));
    manager.offer(TestJobs.job("", "s1"));
    manager.offer(TestJobs.job("j.1", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(0).asText()).isEqualTo("j.1");
  }

  @Test
  void aHangingManagerHoldsNeitherBeatsNorTheNextJobBack() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    manager.beats().on("Venus.WdPoStFinishJob", params -> hang(never));
    manager.offer(TestJobs.job("j.1", "s1"));
    manager.offer(TestJobs.job("j.2", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> prover.running() == 1 && manager.calls("WdPoStFinishJob").size() == 1);
    int beats = manager.calls("WdPoStBeat").size();
    awaitCalls("WdPoStBeat", beats + 3);
    awaitCalls("WdPoStFinishJob", 2);
    never.countDown();
  }

  @Test
  void beatsGoOnInTheirRhythmWhenOneHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    manager.on("Venus.WdPoStBeat", params -> hang(never)).offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStBeat", 5);
    List<RecordingManager.Call> beats = manager.calls("WdPoStBeat");
    assertThat(beats.get(4).atMillis() - beats.get(0).atMillis()).isLessThan(900);
    assertThat(prover.cancelled()).isZero();
    never.countDown();
  }

  @Test
  void beatsFromTheClaimToTheFinish() throws Exception {
    manager.offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStHeartbeatJobs", 3);
    assertThat(manager.calls("WdPoStBeat")).hasSize(1);
    assertThat(manager.calls("WdPoStHeartbeatJobs").get(0).params().toString())
        .isEqualTo("[[\"j.1\"],\"w1\"]");
  }

  @Test
  void beatsGoOnWhileTheManagerDoesNotAnswerFinish() throws Exception {
    manager.beats().on("Venus.WdPoStFinishJob", params -> refuse(1, "database is locked"));
    manager.offer(TestJobs.job("j.1", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 3);
    long before = manager.calls("WdPoStBeat").size();
    awaitCalls("WdPoStBeat", (int) before + 2);
    JsonNode progress =
        manager.calls("WdPoStBeat").get((int) before).params().get(0).get("Jobs").get(0);
    assertThat(progress.get("Stage").asText()).isEqualTo("SUBMIT");
  }

  @Test
  void stopsAProofThatTheManagerHasGivenUp() throws Exception {
    manager.on(
        "Venus.WdPoStBeat", params -> RecordingManager.verdicts(params, false, "attempt 2 runs"));
    manager.offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> prover.cancelled() == 1);
    manager.beats().offer(TestJobs.job("j.2", "s1"));
    await().until(() -> prover.running() == 1);
    assertThat(manager.calls("WdPoStFinishJob")).isEmpty();
  }

  @Test
  void stopsAProofThatDamoclesManagerStillDoesNotKnowAfterAWhile() throws Exception {
    manager.on("Venus.WdPoStHeartbeatJobs", params -> refuse(1, "key not found"));
    manager.offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> prover.cancelled() == 1);
    assertThat(manager.calls("WdPoStHeartbeatJobs").size()).isGreaterThan(4);
  }

  @Test
  void stopsNoProofForAnotherErrorOfDamoclesManager() throws Exception {
    manager.on("Venus.WdPoStHeartbeatJobs", params -> refuse(1, "database is locked"));
    manager.offer(TestJobs.job("j.1", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStHeartbeatJobs", 10);
    assertThat(prover.cancelled()).isZero();
    assertThat(prover.running()).isEqualTo(1);
  }

  @Test
  void keepsAProofUntilTheManagerIsBack() throws Exception {
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);

    manager.goAway();
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> Files.exists(folder.resolve("spool/j.1.json")));
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    manager.comeBack();

    awaitCalls("WdPoStFinishJob", 1);
    await().until(() -> !Files.exists(folder.resolve("spool/j.1.json")));
  }

  @Test
  void deliversAtTheNextStartWhatLiesInTheSpool() throws Exception {
    Spool spool = new Spool(folder.resolve("spool"), manager.address() + "/rpc/v0");
    spool.keep("a job/with a \"name\"", TestJobs.output());

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(0).asText())
        .isEqualTo("a job/with a \"name\"");
    await().until(() -> spool.left().isEmpty());
  }

  @Test
  void offersAProofOfAnotherManagerOnceAndKeepsItIfThisOneDoesNotKnowIt() throws Exception {
    new Spool(folder.resolve("spool"), "http://elsewhere:1/rpc/v0")
        .keep("known", TestJobs.output());
    new Spool(folder.resolve("spool"), "http://elsewhere:1/rpc/v0")
        .keep("unknown", TestJobs.output());
    manager.on(
        "Venus.WdPoStFinishJob",
        params -> params.get(0).asText().equals("known") ? null : refuse(1, "key not found"));

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 2);
    await().until(() -> !Files.exists(folder.resolve("spool/known.json")));
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(manager.calls("WdPoStFinishJob")).hasSize(2);
    assertThat(manager.calls("WdPoStHeartbeatJobs")).isEmpty();
    assertThat(folder.resolve("spool/unknown.json")).exists();
  }

  @Test
  void dropsAResultOfAnAttemptThatIsOver() throws Exception {
    manager.beats().on("Venus.WdPoStFinishJob", params -> refuse(11001, "attempt is over"));
    manager.offer(TestJobs.job("j.1", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
    await().until(() -> !Files.exists(folder.resolve("spool/j.1.json")));
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(manager.calls("WdPoStFinishJob")).hasSize(1);
  }

  @Test
  void takesTheNextJobWhileAnOldProofWaitsForItsManager() throws Exception {
    manager.beats().on("Venus.WdPoStFinishJob", params -> refuse(1, "busy"));
    manager.offer(TestJobs.job("j.1", "s1"));
    manager.offer(TestJobs.job("j.2", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> prover.running() == 1 && manager.calls("WdPoStFinishJob").size() > 1);
    await()
        .until(
            () -> {
              List<RecordingManager.Call> beats = manager.calls("WdPoStBeat");
              return beats.get(beats.size() - 1).params().get(0).get("Jobs").size() == 2;
            });
  }

  @Test
  void goesOnFromMemoryIfTheSpoolCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("spool"), "a file where the folder should be");
    manager.offer(TestJobs.job("j.1", "s1"));
    prover.answer(ScriptedProver.OUTPUT);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStFinishJob", 1);
  }

  @Test
  void asksDamoclesManagerEveryRecoverInterval() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStAllocateJobs", 4);
    List<RecordingManager.Call> calls = manager.calls("WdPoStAllocateJobs");
    assertThat(calls.get(3).atMillis() - calls.get(0).atMillis()).isBetween(890L, 2_000L);
  }

  @Test
  void asksAgainAtOnceAManagerThatHoldsRequestsBack() throws Exception {
    manager.longPolls();

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStAllocateJobs", 2);
    manager.offer(TestJobs.job("j.1", "s1"));
    await().until(() -> prover.running() == 1);
    assertThat(manager.calls("WdPoStAllocateJobs")).hasSize(2);
  }

  @Test
  void waitsForAManagerThatIsNotThereYet() throws Exception {
    manager.goAway();
    Future<Void> started = worker.start();
    await().pollDelay(Duration.ofMillis(300)).until(() -> !started.isComplete());

    manager.comeBack();

    started.await(5, TimeUnit.SECONDS);
    awaitCalls("WorkerPing", 1);
  }

  @Test
  void doesNotStartWithAStoreThatTheManagerDoesNotKnow() {
    manager.on("Venus.StoreBasicInfo", params -> null);

    assertThatThrownBy(() -> worker.start().await(30, TimeUnit.SECONDS))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("knows no store named s1");
  }

  @Test
  void pingsAtOnceWithItsAddressAndThreads() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WorkerPing", 2);
    JsonNode info = manager.calls("WorkerPing").get(0).params().get(0);
    assertThat(info.get("Name").asText()).isEqualTo("w1");
    assertThat(info.get("Dest").asText()).isEqualTo("127.0.0.1:" + worker.controlPort());
    assertThat(info.get("Summary").get("Threads").asInt()).isEqualTo(1);
  }

  @Test
  void letsARunningProofEndAndDeliversItWhenItStops() throws Exception {
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);

    Future<Void> stopped = worker.stop();
    await().pollDelay(Duration.ofMillis(200)).until(() -> !stopped.isComplete());
    prover.answer(new WindowPostOutput(List.of(), List.of(-1L)));

    stopped.await(5, TimeUnit.SECONDS);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().toString())
        .startsWith("[\"j.1\",{\"proofs\":[],\"faults\":[18446744073709551615],");
  }

  @Test
  void stopsAtOnceIfTheProofLiesInTheSpoolAndTheManagerIsAway() throws Exception {
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);
    manager.goAway();
    prover.answer(ScriptedProver.OUTPUT);

    worker.stop().await(1, TimeUnit.SECONDS);

    assertThat(worker.exitCode()).isZero();
    assertThat(folder.resolve("spool/j.1.json")).exists();
  }

  @Test
  void stopsAtOnceIfOnlyAFailureIsNotDelivered() throws Exception {
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);
    manager.goAway();
    prover.fail(new ProverException("no luck"));

    worker.stop().await(1, TimeUnit.SECONDS);

    assertThat(worker.exitCode()).isZero();
  }

  @Test
  void tellsByItsExitCodeThatAProofIsLost() throws Exception {
    Files.writeString(folder.resolve("spool"), "a file where the folder should be");
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);
    manager.goAway();
    prover.answer(ScriptedProver.OUTPUT);

    worker.stop().await(6, TimeUnit.SECONDS);

    assertThat(worker.exitCode()).isEqualTo(1);
  }

  @Test
  void writesAProofToTheSpoolAsSoonAsThatWorks() throws Exception {
    Path spool = Files.writeString(folder.resolve("spool"), "a file where the folder should be");
    manager.beats().offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);
    manager.goAway();
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> prover.running() == 0);

    Files.delete(spool);

    worker.stop().await(2, TimeUnit.SECONDS);
    assertThat(worker.exitCode()).isZero();
    assertThat(spool.resolve("j.1.json")).exists();
  }

  @Test
  void givesBackAProofThatTakesLongerThanTheStopMay() throws Exception {
    manager.beats().on("Venus.WdPoStReleaseJobs", params -> null);
    manager.offer(TestJobs.job("j.1", "s1"));
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1);

    worker.stop().await(6, TimeUnit.SECONDS);

    assertThat(manager.calls("WdPoStReleaseJobs").get(0).params().toString())
        .isEqualTo("[[\"j.1\"],\"w1\"]");
    await().until(() -> prover.running() == 0);
  }

  @Test
  void givesBackAJobThatComesWhenItIsStopping() throws Exception {
    manager.longPolls().beats().on("Venus.WdPoStReleaseJobs", params -> null);
    manager.offer(TestJobs.job("j.1", "s1"));
    worker.close();
    worker = TestWorker.create(folder, manager.address(), ONE_THREAD + ONE_THREAD, prover);
    worker.start().await(30, TimeUnit.SECONDS);
    await().until(() -> prover.running() == 1 && manager.calls("WdPoStAllocateJobs").size() > 1);

    Future<Void> stopped = worker.stop();
    manager.offer(TestJobs.job("j.2", "s1"));

    awaitCalls("WdPoStReleaseJobs", 1);
    assertThat(manager.calls("WdPoStReleaseJobs").get(0).params().toString())
        .isEqualTo("[[\"j.2\"],\"w1\"]");
    prover.answer(ScriptedProver.OUTPUT);
    stopped.await(5, TimeUnit.SECONDS);
    assertThat(manager.calls("WdPoStAllocateJobs")).hasSize(2);
  }

  @Test
  void asksForNoMoreJobsThanItHasSlots() throws Exception {
    worker.close();
    worker =
        TestWorker.create(
            folder,
            manager.longPolls().address(),
            ONE_THREAD + ONE_THREAD + "[processors.limitation.concurrent]\nwindow_post = 1\n",
            prover);
    manager.offer(TestJobs.job("j.1", "s1"));
    manager.offer(TestJobs.job("j.2", "s1"));

    worker.start().await(30, TimeUnit.SECONDS);

    await().until(() -> prover.running() == 1);
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(manager.calls("WdPoStAllocateJobs")).hasSize(1);
  }

  @Test
  void threadsOfDifferentMinersTakeShortTurnsWithTheirSlot() throws Exception {
    worker.close();
    String one = ONE_THREAD + "sealing.allowed_miners = [1]\n";
    String two = ONE_THREAD + "sealing.allowed_miners = [2]\n";
    worker =
        TestWorker.create(
            folder,
            manager.longPolls().address(),
            one + two + "[processors.limitation.concurrent]\nwindow_post = 1\n",
            prover);

    worker.start().await(30, TimeUnit.SECONDS);

    awaitCalls("WdPoStAllocateJobs", 4);
    assertThat(manager.calls("WdPoStAllocateJobs").stream().limit(4))
        .extracting(call -> call.params().get(0).get("WaitMillis").asLong())
        .containsOnly(200L);
    assertThat(manager.calls("WdPoStAllocateJobs").stream().limit(4))
        .extracting(call -> call.params().get(0).get("AllowedMiners").toString())
        .containsExactly("[1]", "[2]", "[1]", "[2]");
  }

  private void awaitCalls(String method, int atLeast) {
    await().atMost(Duration.ofSeconds(8)).until(() -> manager.calls(method).size() >= atLeast);
  }

  private static JsonNode hang(CountDownLatch never) throws InterruptedException {
    assertThat(never.await(1, TimeUnit.MINUTES)).isTrue();
    throw new RpcException(1, "late");
  }

  private static JsonNode refuse(int code, String message) {
    throw new RpcException(code, message);
  }
}
