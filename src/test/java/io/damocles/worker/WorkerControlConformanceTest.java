package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.damocles.rpc.RpcException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The worker's own server as damocles' worker serves it (spec damocles-worker.md §4.8, §11 "Port
 * 17890"): bytes on the wire, without a client of ours.
 */
class WorkerControlConformanceTest {
  private static final String THREADS =
      """
      [[sealing_thread]]
      plan = "wdpost"
      sealing.recover_interval = "100ms"
      [[sealing_thread]]
      plan = "wdpost"
      location = "%s"
      sealing.allowed_miners = [9]
      sealing.recover_interval = "100ms"
      """;
  private static final String SECOND =
      "{\"index\":1,\"job_id\":null,\"job_stage\":\"-\",\"job_state\":\"Empty\",\"last_error\":null,"
          + "\"location\":\"%s\",\"plan\":\"wdpost\",\"thread_state\":{\"state\":\"Idle\"}}";

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private RecordingManager manager;
  private TestWorker worker;
  private String second = "";

  @BeforeEach
  void setUp() throws Exception {
    Path location = Files.createDirectory(folder.resolve("thread")).toRealPath();
    second = SECOND.formatted(location);
    manager = new RecordingManager().beats();
    manager.on(
        "Venus.WdPoStAllocateJobs",
        params ->
            params.get(0).get("AllowedMiners").isEmpty()
                ? manager.allocate(0)
                : RecordingManager.parse("[]"));
    worker = TestWorker.create(folder, manager.address(), THREADS.formatted(location), prover);
    worker.start().await(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void listsAnIdleThreadInDamoclesOrderOfKeysWithANewlineBehind() throws Exception {
    RawHttp.Answer answer = post("/", request("WorkerList", "[]"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).contains("\r\ncontent-type: application/json; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            list(
                "{\"index\":0,\"job_id\":null,\"job_stage\":\"-\",\"job_state\":\"Empty\","
                    + "\"last_error\":null,\"location\":\"-\",\"plan\":\"wdpost\","
                    + "\"thread_state\":{\"state\":\"Idle\"}}"));
  }

  @Test
  void listsARunningProof() throws Exception {
    startJob("PGz5aNKq7ns");

    assertThat(call("WorkerList", "[]").replaceAll("elapsed\":\\d+", "elapsed\":0"))
        .isEqualTo(
            list(
                first(
                    "\"PGz5aNKq7ns\"",
                    "Generate",
                    "Allocated",
                    "{\"elapsed\":0,\"proc\":\"scripted\",\"state\":\"Running\"}")));
  }

  @Test
  void listsAProofThatTheManagerDoesNotTakeAsGenerated() throws Exception {
    manager.on(
        "Venus.WdPoStFinishJob",
        params -> {
          throw new RpcException(1, "not now");
        });
    startJob("j.1");
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> !manager.calls("WdPoStFinishJob").isEmpty());

    assertThat(call("WorkerList", "[]"))
        .isEqualTo(list(first("\"j.1\"", "SubmitProof", "Generated", "{\"state\":\"Idle\"}")));
  }

  @Test
  void listsNoStateAfterAJob() throws Exception {
    startJob("j.1");
    call("WorkerPause", "[0]");
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> manager.calls("WdPoStFinishJob").size() == 1);

    await()
        .untilAsserted(
            () ->
                assertThat(call("WorkerList", "[]").replaceAll("elapsed\":\\d+", "elapsed\":0"))
                    .isEqualTo(
                        list(first("null", "-", "", "{\"elapsed\":0,\"state\":\"Paused\"}"))));
  }

  @Test
  void answersPauseAndResumeAsTheThreadTakesThem() throws Exception {
    assertThat(call("WorkerResume", "[0]")).isEqualTo(result("false"));
    startJob("j.1");

    assertThat(call("WorkerPause", "[0]")).isEqualTo(result("true"));
    assertThat(call("WorkerPause", "[0]")).isEqualTo(result("false"));
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> call("WorkerList", "[]").contains("\"Paused\""));

    assertThat(call("WorkerResume", "[0]")).isEqualTo(result("true"));
    assertThat(call("WorkerResume", "[0]")).isEqualTo(result("false"));
  }

  @Test
  void aPausedThreadThatIsPausedPausesAgainAfterItsResume() throws Exception {
    call("WorkerPause", "[0]");

    assertThat(call("WorkerPause", "[0]")).isEqualTo(result("true"));
    assertThat(call("WorkerPause", "[0]")).isEqualTo(result("false"));
    assertThat(call("WorkerResume", "[0,null]")).isEqualTo(result("true"));
    assertThat(call("WorkerList", "[]")).contains("\"Paused\"");
    assertThat(call("WorkerResume", "[0,\"Frobnicated\"]")).isEqualTo(result("true"));
    assertThat(call("WorkerList", "[]")).doesNotContain("\"Paused\"");
  }

  @Test
  void keepsTheLastErrorOfAThreadUntilItsResume() throws Exception {
    manager.offer(TestJobs.job("j.1", "s9"));

    await().until(() -> call("WorkerList", "[]").contains("\"last_error\":\"") && isBetweenJobs());

    assertThat(call("WorkerList", "[]")).contains("store s9");
    call("WorkerPause", "[0]");
    call("WorkerResume", "[0]");
    assertThat(call("WorkerList", "[]")).doesNotContain("store s9");
  }

  private boolean isBetweenJobs() throws Exception {
    return call("WorkerList", "[]").contains("\"index\":0,\"job_id\":null");
  }

  @Test
  void aPauseThrowsNoProofAway() throws Exception {
    startJob("j.1");
    call("WorkerPause", "[0]");

    prover.answer(ScriptedProver.OUTPUT);

    await().until(() -> manager.calls("WdPoStFinishJob").size() == 1);
    assertThat(manager.calls("WdPoStFinishJob").get(0).params().get(1).get("proofs")).hasSize(1);
    int asked = manager.calls("WdPoStAllocateJobs").size();
    await()
        .during(Duration.ofMillis(400))
        .until(
            () ->
                manager.calls("WdPoStAllocateJobs").stream()
                    .skip(asked)
                    .noneMatch(call -> call.params().get(0).get("AllowedMiners").isEmpty()));
  }

  @Test
  void aPausedThreadGoesOnDeliveringAProofThatTheManagerDidNotTakeYet() throws Exception {
    startJob("j.1");
    manager.on(
        "Venus.WdPoStFinishJob",
        params -> {
          throw new RpcException(1, "not now");
        });
    call("WorkerPause", "[0]");
    prover.answer(ScriptedProver.OUTPUT);
    await().until(() -> manager.calls("WdPoStFinishJob").size() > 1);

    manager.on("Venus.WdPoStFinishJob", params -> null);

    await()
        .until(
            () ->
                call("WorkerList", "[]")
                    .contains("\"job_id\":null,\"job_stage\":\"-\",\"job_state\":\"\""));
  }

  @Test
  void aPauseIsTakenBackBeforeItsJobEnds() throws Exception {
    startJob("j.1");
    call("WorkerPause", "[0]");

    assertThat(call("WorkerResume", "[0]")).isEqualTo(result("true"));

    prover.answer(ScriptedProver.OUTPUT);
    startJob("j.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WorkerPause | [7] | worker #7 not found",
        "WorkerResume | [18446744073709551616,null] | worker #18446744073709551616 not found",
        "WorkerPause | {} | Invalid params: expected an array of 1 parameters",
        "WorkerPause | [] | Invalid params: expected 1 parameters, got 0",
        "WorkerPause | [\"0\"] | Invalid params: expected an index, got \"0\"",
        "WorkerPause | [-1] | Invalid params: expected an index, got -1",
        "WorkerResume | [0,null,null] | Invalid params: expected 1 to 2 parameters, got 3",
        "WorkerResume | [0,1] | Invalid params: expected a string, got 1",
        "WorkerList | [1] | Invalid params: expected 0 parameters, got 1",
        "WorkerSetEnv | [\"A\"] | Invalid params: expected 2 parameters, got 1",
      })
  void refusesParamsThatDoNotFit(String method, String params, String message) throws Exception {
    assertThat(call(method, params))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"%s\"},\"id\":1}\n"
                .formatted(message.replace("\"", "\\\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.WorkerList\",\"params\":[],\"id\":1,\"meta\":{}}",
        "{\"jsonrpc\":\"1.0\",\"method\":\"VenusWorker.WorkerList\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":5,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.WorkerList\",\"params\":3,\"id\":1}",
        "{\"id\":1}"
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    assertThat(post("/", body).body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"Invalid request\"},\"id\":1}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "5", "null", "{} {}", "rubbish"})
  void refusesWhatIsNoJsonOrNoObject(String body) throws Exception {
    assertThat(post("/", body).body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"Parse error\"},\"id\":null}\n");
  }

  @Test
  void namesAMethodThatItDoesNotHave() throws Exception {
    assertThat(call("WorkerNothing", "[]"))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":1}\n");
  }

  @Test
  void takesACallWithoutParamsAndIdsOfEveryKind() throws Exception {
    String version = "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.WorkerVersion\",\"id\":%s}";

    for (String id : new String[] {"0", "\"a b\"", "null"}) {
      assertThat(post("/", version.formatted(id)).body())
          .matches("\\{\"jsonrpc\":\"2.0\",\"result\":\"v[^\"]+\",\"id\":" + id + "}\n");
    }
  }

  @Test
  void answersArraysOfRequestsAndNoNotification() throws Exception {
    String resume =
        "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.WorkerResume\",\"params\":[0]%s}";

    assertThat(
            post("/", "[" + resume.formatted(",\"id\":1") + "," + resume.formatted("") + ",7]")
                .body())
        .isEqualTo(
            "[{\"jsonrpc\":\"2.0\",\"result\":false,\"id\":1},"
                + "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"Invalid request\"},\"id\":null}]\n");
    assertThat(post("/", resume.formatted("")).body()).isEmpty();
  }

  @Test
  void answersOnAnyPathButOnlyJsonByPost() throws Exception {
    String list = request("WorkerList", "[]");

    assertThat(post("/any/where?x=1", list).status()).isEqualTo(200);
    assertThat(RawHttp.post(port(), "/", "Application/JSON; charset=utf-8", list).status())
        .isEqualTo(200);
    assertThat(RawHttp.post(port(), "/", "text/plain", list).status()).isEqualTo(415);
    assertThat(RawHttp.post(port(), "/", "application/jsonp", list).status()).isEqualTo(415);
    assertThat(
            RawHttp.exchange(port(), "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                .status())
        .isEqualTo(405);
  }

  @Test
  void takesRequestsOfUpToFiveMebibytes() throws Exception {
    String padded = request("WorkerVersion", "[]");
    int limit = 5 << 20;

    assertThat(post("/", padded + " ".repeat(limit - padded.length())).status()).isEqualTo(200);
    assertThat(post("/", padded + " ".repeat(limit - padded.length() + 1)).status()).isEqualTo(413);
    assertThat(call("WorkerVersion", "[]")).contains("\"result\"");
  }

  @Test
  void setsAndRemovesTheVariableForLinesOfAChild() throws Exception {
    assertThat(call("WorkerSetEnv", "[\"DUMP_ERR_RESP_4711\",\"" + folder + "\"]"))
        .isEqualTo(result("null"));
    assertThat(call("WorkerRemoveEnv", "[\"DUMP_ERR_RESP_4711\"]")).isEqualTo(result("null"));
    assertThat(call("WorkerRemoveEnv", "[\"DUMP_ERR_RESP_4711\"]")).isEqualTo(result("null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LD_PRELOAD", "PATH", "DUMP_ERR_RESP_", "DUMP_ERR_RESP_1x", ""})
  void setsNoOtherVariableAndNamesTheOneThatItWould(String name) throws Exception {
    for (String answer :
        new String[] {
          call("WorkerSetEnv", "[\"" + name + "\",\"/x\"]"),
          call("WorkerRemoveEnv", "[\"" + name + "\"]")
        }) {
      assertThat(answer)
          .startsWith(
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"the variable \\\""
                  + name
                  + "\\\" cannot be set or removed here, only DUMP_ERR_RESP_<pid of a child>;");
    }
  }

  private void startJob(String id) {
    int running = prover.running();
    manager.offer(TestJobs.job(id, "s1"));
    await().until(() -> prover.running() == 1 && call("WorkerList", "[]").contains(id));
    assertThat(running).isLessThanOrEqualTo(1);
  }

  private String list(String first) {
    return result("[" + first + "," + second + "]");
  }

  private static String first(String jobId, String stage, String state, String threadState) {
    return "{\"index\":0,\"job_id\":%s,\"job_stage\":\"%s\",\"job_state\":\"%s\",\"last_error\":null,\"location\":\"-\",\"plan\":\"wdpost\",\"thread_state\":%s}"
        .formatted(jobId, stage, state, threadState);
  }

  private static String result(String json) {
    return "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":1}\n";
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.%s\",\"params\":%s,\"id\":1}"
        .formatted(method, params);
  }

  private String call(String method, String params) throws Exception {
    return post("/", request(method, params)).body();
  }

  private RawHttp.Answer post(String path, String body) throws Exception {
    return RawHttp.post(port(), path, "application/json", body);
  }

  private int port() {
    return worker.controlPort();
  }
}
