package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
  private static final String THREAD =
      "[[sealing_thread]]\nplan = \"wdpost\"\nsealing.recover_interval = \"100ms\"\n";

  @TempDir Path folder;
  private final ScriptedProver prover = new ScriptedProver();
  private final HttpClient http = HttpClient.newHttpClient();
  private RecordingManager manager;
  private TestWorker worker;

  @BeforeEach
  void setUp() throws Exception {
    manager = new RecordingManager().beats();
    worker = TestWorker.create(folder, manager.address(), THREAD, prover);
    worker.start().await(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    manager.close();
  }

  @Test
  void listsThreadsAsDamoclesDoes() throws Exception {
    assertThat(call("WorkerList", "[]"))
        .isEqualTo(
            """
            {"jsonrpc":"2.0","result":[{"index":0,"job_id":null,"job_stage":"-",\
            "job_state":"Empty","last_error":null,"location":"-","plan":"wdpost",\
            "thread_state":{"state":"Idle"}}],"id":1}
            """);

    manager.offer(TestJobs.job("j.1", "s1"));
    await().until(() -> prover.running() == 1);

    assertThat(call("WorkerList", "[]"))
        .isEqualTo(
            """
            {"jsonrpc":"2.0","result":[{"index":0,"job_id":"j.1","job_stage":"Generate",\
            "job_state":"Allocated","last_error":null,"location":"-","plan":"wdpost",\
            "thread_state":{"elapsed":0,"proc":"scripted","state":"Running"}}],"id":1}
            """);
  }

  @Test
  void pausesAfterTheRunningJobWhoseProofIsNotLost() throws Exception {
    manager.offer(TestJobs.job("j.1", "s1"));
    await().until(() -> prover.running() == 1);

    assertThat(result("WorkerPause", "[0]").asBoolean()).isTrue();
    assertThat(result("WorkerPause", "[0]").asBoolean()).isFalse();
    prover.answer(ScriptedProver.OUTPUT);

    await().until(() -> manager.calls("WdPoStFinishJob").size() == 1);
    int asked = manager.calls("WdPoStAllocateJobs").size();
    await()
        .during(Duration.ofMillis(300))
        .until(() -> manager.calls("WdPoStAllocateJobs").size() == asked);
    assertThat(result("WorkerList", "[]").get(0).get("thread_state").get("state").asText())
        .isEqualTo("Paused");

    assertThat(result("WorkerResume", "[0,null]").asBoolean()).isTrue();
    assertThat(result("WorkerResume", "[0]").asBoolean()).isFalse();
    await().until(() -> manager.calls("WdPoStAllocateJobs").size() > asked);
  }

  @Test
  void keepsTheLastErrorOfAThread() throws Exception {
    manager.offer(TestJobs.job("j.1", "s9"));

    await()
        .until(
            () ->
                result("WorkerList", "[]").get(0).get("last_error").asText().contains("store s9"));
  }

  @Test
  void namesWhatIsWrongWithACall() throws Exception {
    assertThat(call("WorkerPause", "[7]")).contains("-32602").contains("worker #7 not found");
    assertThat(call("WorkerPause", "{}")).contains("-32602");
    assertThat(call("WorkerNothing", "[]")).contains("-32601");
    assertThat(send("{", "application/json").body()).contains("-32700").contains("\"id\":null");
    assertThat(send("{}", "text/plain").statusCode()).isEqualTo(415);
    assertThat(result("WorkerVersion", "[]").asText()).startsWith("v0").endsWith("-java");
  }

  private JsonNode result(String method, String params) throws Exception {
    return RecordingManager.JSON.readTree(call(method, params)).get("result");
  }

  private String call(String method, String params) throws Exception {
    String request =
        "{\"jsonrpc\":\"2.0\",\"method\":\"VenusWorker.%s\",\"params\":%s,\"id\":1}"
            .formatted(method, params);
    return send(request, "application/json").body();
  }

  private HttpResponse<String> send(String body, String type) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.controlPort() + "/"))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
