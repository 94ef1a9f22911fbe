package io.damocles.worker;

import static io.damocles.worker.RawManager.error;
import static io.damocles.worker.RawManager.http;
import static io.damocles.worker.RawManager.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * damocles-worker.md §4.1 to §4.7, §10 and §11: what the worker sends to damocles' manager, and
 * what it takes from it, byte for byte.
 */
class WorkerWireConformanceTest {
  private static final String ONE_THREAD =
      """
      [[sealing_thread]]
      plan = "wdpost"
      sealing.recover_interval = "100ms"
      """;

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private RawManager manager;
  private TestWorker worker;

  @BeforeEach
  void open() throws IOException {
    manager = new RawManager();
    worker = TestWorker.create(folder, manager.address(), ONE_THREAD, prover);
  }

  @AfterEach
  void close() throws Exception {
    worker.close();
    manager.close();
  }

  /** §4.1. */
  @Test
  void sendsEveryCallAsOnePostWithNoMoreThanItNeeds() throws Exception {
    offer("PGz5aNKq7ns");
    prover.answer(ScriptedProver.OUTPUT);
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    for (RawManager.Request request : manager.requests()) {
      assertThat(request.head())
          .startsWith("POST /rpc/v0 HTTP/1.1\r\n")
          .contains("\r\ncontent-type: application/json\r\n")
          .contains("\r\naccept: application/json\r\n")
          .contains("\r\nhost: 127.0.0.1:" + manager.address().getPort() + "\r\n")
          .doesNotContain("authorization", "transfer-encoding", "expect", "connection: close");
      assertThat(request.body())
          .matches(
              "\\{\"jsonrpc\":\"2\\.0\",\"method\":\"Venus\\.[A-Za-z]+\",\"params\":\\[.*\\],\"id\":\\d+\\}");
    }
    List<Long> ids =
        manager.requests().stream().map(request -> Long.parseLong(request.id())).sorted().toList();
    assertThat(ids).doesNotHaveDuplicates().startsWith(0L);
  }

  /** §4.3, §4.6 and §4.7. */
  @Test
  void asksForItsStoresThenForAJobAndPings() throws Exception {
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStAllocateJobs", 1);
    awaitSent("WorkerPing", 1);

    assertThat(manager.requests().get(0).body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.StoreBasicInfo\",\"params\":[\"s1\"],\"id\":0}");
    assertThat(manager.requests("WdPoStAllocateJobs").get(0).params())
        .isEqualTo(
            "[{\"AllowedMiners\":[],\"AllowedProofTypes\":[],\"WaitMillis\":1000},1,\"w1\"]");
    assertThat(manager.requests("WorkerPing").get(0).params())
        .matches(
            "\\[\\{\"Name\":\"w1\",\"Dest\":\"127\\.0\\.0\\.1:"
                + worker.controlPort()
                + "\",\"Version\":\"v[^\"]+\",\"Summary\":\\{\"Threads\":1,\"Empty\":1,\"Paused\":0,\"Running\":0,\"Waiting\":0,\"Errors\":0\\}\\}\\]");
  }

  /** §4.3: names of every proof of the sizes, once each; miners up to the largest. */
  @Test
  void asksForTheMinersAndSizesOfItsConfiguration() throws Exception {
    worker.close();
    worker =
        TestWorker.create(
            folder,
            manager.address(),
            ONE_THREAD
                + "sealing.allowed_miners = [1000, 1001]\nsealing.allowed_sizes = [\"2KiB\"]\n",
            prover);
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStAllocateJobs", 1);

    assertThat(manager.requests("WdPoStAllocateJobs").get(0).params())
        .isEqualTo(
            "[{\"AllowedMiners\":[1000,1001],\"AllowedProofTypes\":[\"StackedDrgWinning2KiBV1\",\"StackedDrgWindow2KiBV1\",\"StackedDrgWindow2KiBV1_2\"],\"WaitMillis\":1000},1,\"w1\"]");
  }

  /** §4.4: after one try of ours, which damocles does not know, one id a call. */
  @Test
  void beatsAsDamoclesWorkerDoes() throws Exception {
    offer("PGz5aNKq7ns");
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStHeartbeatJobs", 3);

    assertThat(manager.requests("WdPoStHeartbeatJobs"))
        .allSatisfy(beat -> assertThat(beat.params()).isEqualTo("[[\"PGz5aNKq7ns\"],\"w1\"]"));
    int tried = manager.requests("WdPoStBeat").size();
    awaitSent("WdPoStHeartbeatJobs", 6);
    assertThat(manager.requests("WdPoStBeat")).hasSize(tried);
  }

  /** §4.5: standard base64 with padding, faults as numbers, an empty reason. */
  @Test
  void finishesWithProofsAndFaultsAsGoReadsThem() throws Exception {
    offer("3FgfEnvrub1.2");
    prover.answer(new WindowPostOutput(List.of(new byte[] {-5, -17, -66, -1}), List.of(12L, -1L)));
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    assertThat(manager.requests("WdPoStFinishJob").get(0).params())
        .startsWith(
            "[\"3FgfEnvrub1.2\",{\"proofs\":[\"++++/w==\"],\"faults\":[12,18446744073709551615],\"report\":{")
        .endsWith("},\"\"]");
  }

  @Test
  void finishesWithFaultsAloneWithListsThatAreNeverNull() throws Exception {
    offer("j");
    prover.answer(new WindowPostOutput(List.of(), List.of(12L, 40L)));
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    assertThat(manager.requests("WdPoStFinishJob").get(0).params())
        .startsWith("[\"j\",{\"proofs\":[],\"faults\":[12,40],\"report\":")
        .endsWith("},\"\"]");
  }

  /** §4.5 and §11: null only with a reason, which is escaped as Rust does. */
  @Test
  void finishesAFailureWithNullAndAReasonThatIsNeverEmpty() throws Exception {
    offer("a");
    offer("b");
    prover.fail(new ProverException("boom \"quoted\"\nCaused by: 'é'\t"));
    prover.fail(new ProverException(""));
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 2);

    assertThat(manager.requests("WdPoStFinishJob"))
        .extracting(RawManager.Request::params)
        .containsExactlyInAnyOrder(
            "[\"b\",null,\"the prover gave no reason\"]",
            "[\"a\",null,\"boom \\\\\\\"quoted\\\\\\\"\\\\nCaused by: \\\\'é\\\\'\\\\t\"]");
  }

  /** §11: ids are plain strings, sent back unchanged. */
  @Test
  void sendsEveryIdBackAsItCame() throws Exception {
    List<String> ids =
        List.of("3FgfEnvrub1.2", "with spaces", "q\\\"uo'te", "<>&", "é", "back\\\\slash");
    for (String id : ids) {
      offer(id);
      prover.answer(ScriptedProver.OUTPUT);
    }
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", ids.size());

    assertThat(finishedIds()).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** §4.2 and §11: what the real worker takes, and what only ours takes. */
  @Test
  void takesEveryAnswerThatDamoclesManagerMayGive() throws Exception {
    List<String> answers =
        List.of(
            http(200, answer("a0", "\"jsonrpc\":\"2.0\",", "\"0\"")),
            http(200, answer("a1", "\"jsonrpc\":\"2.0\",", "12345")),
            http(200, answer("a2", "\"jsonrpc\":\"2.0\",", "null")),
            http(200, answer("a3", "", "$ID")),
            http(500, answer("a4", "\"jsonrpc\":\"2.0\",", "$ID")),
            http(200, answer("a5", "\"jsonrpc\":\"2.0\",", "$ID") + " \n\n"),
            http(200, answer("a6", "\"jsonrpc\":\"2.0\",", "$ID"))
                .replaceFirst("Content-Type: [^\r]*\r\n", ""),
            chunked(answer("a7", "\"jsonrpc\":\"2.0\",", "0")),
            http(200, answer("a8", "\"error\":null,\"more\":{},", "$ID")),
            http(
                200,
                answer("a9", "", "$ID")
                    .replace("\"Upgrade\"", "\"More\":[{}],\"upgrade\"")
                    .replace("\"MinerId\"", "\"x\":null,\"MinerID\"")));
    answers.forEach(
        answer -> {
          manager.next("WdPoStAllocateJobs", answer);
          prover.answer(ScriptedProver.OUTPUT);
        });
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", answers.size());

    assertThat(finishedIds())
        .containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
  }

  /** §11: a job that cannot be read is never proven, and the next one is. */
  @Test
  void survivesEveryAnswerThatIsNone() throws Exception {
    String good = answer("bad", "", "$ID");
    List<String> answers =
        List.of(
            http(
                200,
                "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"x\"},"
                    + good.substring(1)),
            http(200, error(1, "no")),
            http(500, error(-32700, "(error code -32700) unmarshaling params")),
            http(
                500,
                error(0, "(error code 0) fatal error calling 'x': panic in rpc method 'x': y")),
            http(200, result("null")),
            http(200, "{\"jsonrpc\":\"2.0\",\"id\":$ID}\n"),
            http(200, "[" + good.strip() + "]"),
            http(200, good.replace("\"CommR\":[7,", "\"CommR\":[")),
            http(200, good.replaceFirst("\"CommR\":\\[[^]]*\\]", "\"CommR\":\"AAAA\"")),
            http(200, good.replaceFirst("\"Sectors\":\\[.*?\\}\\}\\]", "\"Sectors\":null")),
            http(200, good.replace("\"SectorId\":1", "\"SectorId\":-1")),
            http(200, good.replace("\"Id\":\"bad\"", "\"Id\":7")),
            http(200, good.replace("\"Id\":\"bad\"", "\"Key\":\"bad\"")),
            http(200, ""),
            http(502, "<html>Bad Gateway</html>"),
            RawManager.CLOSE);
    answers.forEach(answer -> manager.next("WdPoStAllocateJobs", answer));
    offer("good");
    prover.answer(ScriptedProver.OUTPUT);
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    assertThat(manager.requests("WdPoStFinishJob").get(0).params())
        .startsWith("[\"good\",{\"proofs\":[\"");
    assertThat(manager.requests("WdPoStAllocateJobs")).hasSizeGreaterThan(answers.size());
  }

  /** §11: a proof type that nobody has. */
  @Test
  void failsAJobOfAProofTypeThatIsNoneByItsName() throws Exception {
    manager.next(
        "WdPoStAllocateJobs", http(200, answer("j", "", "$ID").replace("2KiBV1_2", "2KiBV1_1")));
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    assertThat(manager.requests("WdPoStFinishJob").get(0).params())
        .startsWith("[\"j\",null,\"")
        .contains("StackedDrgWindow2KiBV1_1");
  }

  /** §11: ours never drops a proof for these. */
  @Test
  void handsItsProofInUntilTheManagerTakesIt() throws Exception {
    offer("j");
    prover.answer(ScriptedProver.OUTPUT);
    manager
        .next("WdPoStFinishJob", RawManager.CLOSE)
        .next("WdPoStFinishJob", http(502, "<html>Bad Gateway</html>"))
        .next("WdPoStFinishJob", http(200, ""))
        .next(
            "WdPoStFinishJob", http(500, error(-32601, "(error code -32601) method 'x' not found")))
        .next("WdPoStFinishJob", http(200, error(1, "write db: disk full")))
        .next("WdPoStFinishJob", http(200, error(1, "key not found")));
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 7);

    assertThat(manager.requests("WdPoStFinishJob"))
        .extracting(RawManager.Request::params)
        .containsOnly(manager.requests("WdPoStFinishJob").get(0).params());
  }

  /** §11: 60,000 sectors were fine; some of them twice. */
  @Test
  void takesAJobOfManySectors() throws Exception {
    String one =
        "{\"SectorId\":1,\"CommR\":["
            + "200,".repeat(31)
            + "7],\"Upgrade\":false,\"Accesses\":{\"SealedFile\":\"s1\",\"CacheDir\":\"s1\"}}";
    String many = (one + ",").repeat(20_000) + one;
    manager.next(
        "WdPoStAllocateJobs",
        http(
            200,
            answer("j", "", "$ID")
                .replaceFirst("\"Sectors\":\\[.*?\\}\\}\\]", "\"Sectors\":[" + many + "]")));
    prover.answer(ScriptedProver.OUTPUT);
    worker.start().await(30, TimeUnit.SECONDS);
    awaitSent("WdPoStFinishJob", 1);

    assertThat(manager.requests("WdPoStFinishJob").get(0).params())
        .startsWith("[\"j\",{\"proofs\":");
  }

  /** The ids of the proofs that were handed in, as they stand in the JSON. */
  private List<String> finishedIds() {
    return manager.requests("WdPoStFinishJob").stream()
        .map(RawManager.Request::params)
        .map(params -> params.replaceFirst("(?s)^\\[\"(.*)\",\\{\"proofs\":\\[\".*", "$1"))
        .toList();
  }

  private void offer(String id) {
    manager.next("WdPoStAllocateJobs", http(200, answer(id, "\"jsonrpc\":\"2.0\",", "$ID")));
  }

  private static String answer(String job, String members, String id) {
    String numbers = "7," + "200,".repeat(30) + "7";
    return "{%s\"result\":[{\"Id\":\"%s\",\"Input\":{\"Sectors\":[{\"SectorId\":1,\"CommR\":[%s],\"Upgrade\":false,\"Accesses\":{\"SealedFile\":\"s1\",\"CacheDir\":\"s1\"}}],\"MinerId\":1000,\"ProofType\":\"StackedDrgWindow2KiBV1_2\",\"Seed\":[%s]}}],\"id\":%s}\n"
        .formatted(members, job, numbers, numbers, id);
  }

  private static String chunked(String body) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
        .formatted(40, body.substring(0, 40), body.length() - 40, body.substring(40));
  }

  private void awaitSent(String method, int atLeast) {
    await().atMost(30, TimeUnit.SECONDS).until(() -> manager.requests(method).size() >= atLeast);
  }
}
