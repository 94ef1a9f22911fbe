package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's whole life over the wire: real HTTP, real database, a clock that the test drives. */
class JobLifeTest {
  @TempDir Path home;
  private ManagerFixture manager;

  @BeforeEach
  void start() throws IOException {
    manager = ManagerFixture.start(home);
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  @Test
  void handsOutTheInputExactlyAsItsIdWasMadeOfIt() {
    JobInput input = Jobs.input(1037, 1, 5);
    String id = create(input, "");

    String answer = manager.post(allocate(0)).body();

    String canonical = new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8);
    assertThat(answer)
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"result\":[{\"Id\":\"%s.1\",\"Input\":%s}],\"id\":1}\n"
                .formatted(id, canonical));
    assertThat(create(input, "")).isEqualTo(id);
  }

  @Test
  void tellsAWorkerWhatTheDeadlineLeavesIt() {
    long closeAt = manager.time.now().wall() / 1000 + 1800;
    create(Jobs.input(1037, 1, 5), ",\"CloseAt\":%d,\"ExpectedSeconds\":300".formatted(closeAt));

    JsonNode first = manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0);
    manager.call(
        "WdPoStFinishJob", "[\"%s\",null,\"no store\"]".formatted(first.get("Id").asText()));
    manager.time.advance(1_000);
    JsonNode last = manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0);

    assertThat(first.get("CloseInMillis").asLong()).isBetween(1_790_000L, 1_800_000L);
    assertThat(first.get("RetryInMillis").asLong())
        .isEqualTo(first.get("CloseInMillis").asLong() - 360_000);
    assertThat(last.has("CloseInMillis")).isTrue();
    assertThat(last.has("RetryInMillis")).isFalse();
  }

  @Test
  void storesAProofThatVerifies() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    JsonNode answer = manager.call("WdPoStFinishJob", finish(attempt, proof(192, 1), ""));

    assertThat(answer.toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":1}");
    assertThat(manager.call("WdPoStFinishJob", finish(attempt, proof(192, 1), "")).has("error"))
        .isFalse();
    JsonNode job = job();
    assertThat(job.get("State").asText()).isEqualTo("finished");
    assertThat(job.get("ErrorReason").asText()).isEmpty();
    assertThat(job.get("WorkerName").asText()).isEqualTo("w");
    assertThat(job.get("TryNum").asInt()).isEqualTo(1);
  }

  @Test
  void failsTheAttemptOfAProofThatDoesNotVerify() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    JsonNode error =
        manager.call("WdPoStFinishJob", finish(attempt, proof(192, 9), "")).get("error");

    assertThat(error.get("code").asInt()).isEqualTo(11001);
    assertThat(error.get("message").asText()).isEqualTo("proof rejected: it does not verify");
    assertThat(job().get("State").asText()).isEqualTo("ready2run");
    assertThat(job().get("ErrorReason").asText()).isEqualTo("proof rejected: it does not verify");
  }

  @Test
  void failsTheAttemptOfAProofOfAWrongLength() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    JsonNode error =
        manager.call("WdPoStFinishJob", finish(attempt, proof(191, 1), "")).get("error");

    assertThat(error.get("message").asText())
        .isEqualTo("proof rejected: it has 191 bytes, expected 192 for 2 sectors");
  }

  @Test
  void refusesFaultsThatAreNotInTheJob() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    JsonNode error =
        manager
            .call(
                "WdPoStFinishJob",
                "[\"%s\",{\"proofs\":[],\"faults\":[77]},\"\"]".formatted(attempt))
            .get("error");

    assertThat(error.get("message").asText())
        .isEqualTo("proof rejected: sector 77 is not in the job");
  }

  @Test
  void takesFaultsAloneAndFaultsBesideAProof() {
    create(Jobs.input(1037, 1, 3), "");
    String attempt = claim();
    manager.result(
        "WdPoStFinishJob", "[\"%s\",{\"proofs\":null,\"faults\":[2]},\"\"]".formatted(attempt));
    assertThat(job().get("Faults").asInt()).isEqualTo(1);

    manager.result("WdPoStRemoveJob", "[\"%s\"]".formatted(job().get("Id").asText()));
    create(Jobs.input(1037, 1, 3), "");
    String again = claim();
    assertThat(again).endsWith(".2");
    manager.result("WdPoStFinishJob", finish(again, proof(192, 1), "2"));
    assertThat(job().get("Faults").asInt()).isEqualTo(1);
  }

  @Test
  void cutsAReasonThatIsTooLong() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    manager.result("WdPoStFinishJob", "[\"%s\",null,\"%s\"]".formatted(attempt, "x".repeat(9000)));

    assertThat(job().get("ErrorReason").asText()).hasSize(4096).endsWith("x … (9000 characters)");
  }

  @Test
  void takesAnEmptyFinishForAFailure() {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();

    manager.result("WdPoStFinishJob", "[\"%s\",null,\"\"]".formatted(attempt));

    assertThat(job().get("State").asText()).isEqualTo("ready2run");
    assertThat(job().get("ErrorReason").asText())
        .isEqualTo("the worker sent neither a proof nor a reason");
  }

  @Test
  void givesAJobToAWaitingWorkerAsSoonAsItIsCreated() {
    CompletableFuture<JsonNode> waiting =
        manager.callLater("WdPoStAllocateJobs", "[{\"WaitMillis\":30000},1,\"w\"]");
    awaitWaiting(1);

    String id = create(Jobs.input(1037, 1, 2), "");

    assertThat(waiting.join().get("result").get(0).get("Id").asText()).isEqualTo(id + ".1");
  }

  @Test
  void answersAWaitingWorkerWithNothingWhenItsTimeIsUp() {
    CompletableFuture<JsonNode> waiting =
        manager.callLater("WdPoStAllocateJobs", "[{\"WaitMillis\":30000},1,\"w\"]");
    awaitWaiting(1);

    manager.time.advance(29_999);
    assertThat(waiting).isNotDone();
    manager.time.advance(1);

    assertThat(waiting.join().get("result")).isEmpty();
  }

  @Test
  void givesTheJobOfASilentWorkerToAWaitingOneWhenTheLeaseEnds() {
    String id = create(Jobs.input(1037, 1, 2), "");
    String first = claim();
    CompletableFuture<JsonNode> waiting =
        manager.callLater("WdPoStAllocateJobs", "[{\"WaitMillis\":60000},1,\"other\"]");
    awaitWaiting(1);

    manager.time.advance(14_000);
    assertThat(
            manager.call("WdPoStHeartbeatJobs", "[[\"%s\"],\"w\"]".formatted(first)).has("error"))
        .isFalse();
    manager.time.advance(14_900);
    assertThat(waiting).isNotDone();
    advanceUntil(waiting);
    assertThat(manager.time.now().steady()).isBetween(29_000L, 32_000L);

    assertThat(waiting.join().get("result").get(0).get("Id").asText()).isEqualTo(id + ".2");
    JsonNode late = manager.call("WdPoStFinishJob", finish(first, proof(192, 1), ""));
    assertThat(late.get("error").get("code").asInt()).isEqualTo(11001);
    assertThat(late.get("error").get("message").asText()).contains("attempt 2 began");
  }

  /** A full disk, say: no heartbeat can be stored then, and that is not the worker's fault. */
  @Test
  void letsLeasesBeginAnewThatNobodyCouldKeepWhileTheTableCouldNotBeWritten() throws SQLException {
    create(Jobs.input(1037, 1, 2), "");
    String attempt = claim();
    String heartbeat = "[[\"%s\"],\"w\"]".formatted(attempt);
    refuseWrites();
    manager.time.advance(14_000);
    assertThat(manager.call("WdPoStHeartbeatJobs", heartbeat).has("error")).isTrue();
    manager.time.advance(2_000);
    takeWrites();

    manager.time.advance(1_500);

    assertThat(manager.call("WdPoStHeartbeatJobs", heartbeat).has("error")).isFalse();
    assertThat(job().get("State").asText()).isEqualTo("running");
    assertThat(job().get("ErrorReason").asText()).isEmpty();
  }

  private void refuseWrites() throws SQLException {
    execute(
        "CREATE TRIGGER refuse BEFORE UPDATE ON job BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  }

  private void takeWrites() throws SQLException {
    execute("DROP TRIGGER refuse");
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("jobs.db"));
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void endsALeaseThatALateHeartbeatTookBackWhenItsWorkerDiesAfterAll() {
    String id = create(Jobs.input(1037, 1, 2), "");
    String first = claim();
    Awaitility.await()
        .until(
            () -> {
              manager.time.advance(5_000);
              return job().get("State").asText().equals("ready2run");
            });
    manager.result("WdPoStHeartbeatJobs", "[[\"%s\"],\"w\"]".formatted(first));
    assertThat(job().get("State").asText()).isEqualTo("running");
    CompletableFuture<JsonNode> waiting =
        manager.callLater("WdPoStAllocateJobs", "[{\"WaitMillis\":60000},1,\"other\"]");
    awaitWaiting(1);

    advanceUntil(waiting);

    assertThat(waiting.join().get("result").get(0).get("Id").asText()).isEqualTo(id + ".2");
  }

  @Test
  void wakesAWaitingWorkerWhenTheRetryIsDue() {
    create(Jobs.input(1037, 1, 2), "");
    manager.result("WdPoStFinishJob", "[\"%s\",null,\"boom\"]".formatted(claim()));
    CompletableFuture<JsonNode> waiting =
        manager.callLater("WdPoStAllocateJobs", "[{\"WaitMillis\":60000},1,\"w\"]");
    awaitWaiting(1);

    advanceUntil(waiting);

    assertThat(manager.time.now().steady()).isBetween(1000L, 4000L);
    assertThat(waiting.join().get("result").get(0).get("Id").asText()).endsWith(".2");
  }

  @Test
  void expiresAJobAtItsCloseAndTellsItsWorkerToStop() {
    long close = ManagerFixture.START / 1000 + 60;
    create(Jobs.input(1037, 1, 2), ",\"CloseAt\":" + close);
    String attempt = claim();
    String beat =
        "[{\"Worker\":\"w\",\"Jobs\":[{\"Id\":\"%s\",\"Stage\":\"SNARK\"}]}]".formatted(attempt);
    JsonNode before = manager.result("WdPoStBeat", beat).get("Jobs").get(0);
    assertThat(before.get("Continue").asBoolean()).isTrue();
    assertThat(before.get("CloseInMillis").asLong()).isEqualTo(60_000);

    for (int i = 0; i < 6; i++) {
      manager.time.advance(10_000);
      manager.result("WdPoStBeat", beat);
    }

    JsonNode after = manager.result("WdPoStBeat", beat).get("Jobs").get(0);
    assertThat(after.get("Continue").asBoolean()).isFalse();
    Awaitility.await()
        .until(
            () -> {
              manager.time.advance(1_000);
              return job().get("ErrorReason").asText().startsWith("deadline closed");
            });
    assertThat(manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]")).isEmpty();
  }

  @Test
  void keepsAJobWhoseAgeIsOnlyAJumpOfTheWallClock() {
    create(Jobs.input(1037, 1, 2), "");
    advance(Duration.ofMinutes(30));

    manager.time.jump(Duration.ofDays(400).toMillis());
    String later = create(Jobs.input(1037, 2, 2), "");
    advance(Duration.ofHours(24));
    assertThat(jobs()).hasSize(2);

    advance(Duration.ofHours(1));
    Awaitility.await().until(() -> jobs().size() == 1);
    assertThat(job().get("Id").asText()).isEqualTo(later);
  }

  @Test
  void takesBackAJobThatWasNotBegun() {
    String id = create(Jobs.input(1037, 1, 2), "");

    manager.result("WdPoStReleaseJobs", "[[\"%s\"],\"w\"]".formatted(claim()));

    assertThat(job().get("State").asText()).isEqualTo("ready2run");
    assertThat(job().get("TryNum").asInt()).isZero();
    assertThat(claim()).isEqualTo(id + ".2");
  }

  @Test
  void listsTheNewestFirstWithoutPayload() {
    String first = create(Jobs.input(1037, 1, 2), "");
    manager.time.advance(1000);
    String second = create(Jobs.input(1037, 2, 2), ",\"DeadlineIdx\":3,\"Partitions\":[0,1]");

    JsonNode all = manager.result("WdPoStAllJobs", "[]");

    assertThat(all.get("Jobs").get(1).get("Id").asText()).isEqualTo(first);
    String zeros = "0,".repeat(31) + "0";
    assertThat(all.get("Jobs").get(0).toString())
        .isEqualTo(
            ("{\"Id\":\"%s\",\"State\":\"ready2run\",\"DeadlineIdx\":3,\"Partitions\":[0,1],"
                    + "\"Input\":{\"Sectors\":null,\"MinerId\":1037,\"ProofType\":\"\",\"Seed\":[%s]},"
                    + "\"Output\":{\"proofs\":null,\"faults\":null},\"TryNum\":0,\"ErrorReason\":\"\","
                    + "\"WorkerName\":\"\",\"StartedAt\":0,\"HeartbeatAt\":0,\"FinishedAt\":0,"
                    + "\"CreatedAt\":1700000001,\"UpdatedAt\":1700000001,\"Sectors\":2,\"Faults\":0}")
                .formatted(second, zeros));
    assertThat(all.get("MaxTry").asInt()).isEqualTo(2);
  }

  @Test
  void tellsPrometheusOfJobsAndWorkers() {
    create(Jobs.input(1037, 1, 2), "");
    create(Jobs.input(1037, 2, 2), "");
    claim();
    manager.result("WorkerPing", "[{\"Name\":\"w1\",\"Dest\":\"d\"}]");
    manager.time.advance(7_000);

    assertThat(manager.get("/metrics").body())
        .contains("wdpost_jobs{miner=\"1037\",state=\"ready\"} 1.0")
        .contains("wdpost_jobs{miner=\"1037\",state=\"running\"} 1.0")
        .contains("wdpost_queue_oldest_ready_seconds 7.0")
        .contains("wdpost_worker_last_seen_seconds{worker=\"w1\"} 7.0")
        .contains("wdpost_claims_total{result=\"claimed\"} 1.0");
  }

  @Test
  void refusesInputsThatNoWorkerCouldProve() {
    assertThat(createError(Jobs.input(1, 1, 0))).contains("Input.Sectors is empty");
    JobInput good = Jobs.input(1, 1, 1);
    assertThat(createError(new JobInput(good.sectors(), 1, "StackedDrgWindow1GiBV1", good.seed())))
        .contains("Input.ProofType 'StackedDrgWindow1GiBV1' is no window proof");
    byte[] unmasked = new byte[32];
    unmasked[31] = 64;
    assertThat(createError(new JobInput(good.sectors(), 1, good.proofType(), unmasked)))
        .contains("Input.Seed[31] is 64, expected at most 63");
    assertThat(manager.result("WdPoStAllJobs", "[]").get("Jobs")).isEmpty();
  }

  @Test
  void keepsEverythingThroughARestart() throws IOException {
    create(Jobs.input(1037, 1, 2), "");
    create(Jobs.input(1037, 2, 2), "");
    String held = claim();

    manager.close();
    manager = ManagerFixture.start(home);

    assertThat(manager.result("WdPoStAllJobs", "[]").get("Jobs")).hasSize(2);
    manager.result("WdPoStHeartbeatJobs", "[[\"%s\"],\"w\"]".formatted(held));
    manager.result("WdPoStFinishJob", finish(held, proof(192, 1), ""));
  }

  private String create(JobInput input, String more) {
    return manager.result("WdPoStCreateJob", request(input, more)).asText();
  }

  private String createError(JobInput input) {
    return manager.call("WdPoStCreateJob", request(input, "")).get("error").get("message").asText();
  }

  private static String request(JobInput input, String more) {
    return "[{\"Input\":%s%s}]"
        .formatted(new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8), more);
  }

  private static String allocate(long wait) {
    return "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":%d},1,\"w\"]}"
        .formatted(wait);
  }

  private String claim() {
    return manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0).get("Id").asText();
  }

  private JsonNode job() {
    return jobs().get(0);
  }

  private JsonNode jobs() {
    return manager.result("WdPoStAllJobs", "[]").get("Jobs");
  }

  /** In steps, each followed by a call that waits for what the step set off. */
  private void advance(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 600_000) {
      manager.time.advance(600_000);
      jobs();
    }
  }

  private static String proof(int length, int first) {
    byte[] proof = new byte[length];
    proof[0] = (byte) first;
    return Base64.getEncoder().encodeToString(proof);
  }

  private static String finish(String attempt, String proof, String faults) {
    return "[\"%s\",{\"faults\":[%s],\"proofs\":[\"%s\"]},\"\"]".formatted(attempt, faults, proof);
  }

  /** In steps, since a timer may be set a moment after the time that it is due at. */
  private void advanceUntil(CompletableFuture<?> done) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              manager.time.advance(100);
              return done.isDone();
            });
  }

  private void awaitWaiting(int count) {
    manager.awaitWaiting(count);
  }

  @Test
  void givesEachOfManyJobsToOneOfManyWorkers() {
    List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waiting.add(
          manager.callLater(
              "WdPoStAllocateJobs", "[{\"WaitMillis\":60000},1,\"w%d\"]".formatted(i)));
    }
    awaitWaiting(40);

    List<String> created = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      created.add(create(Jobs.input(1037, i, 2), "") + ".1");
    }

    assertThat(waiting.stream().map(one -> one.join().get("result").get(0).get("Id").asText()))
        .containsExactlyInAnyOrderElementsOf(created);
  }
}
