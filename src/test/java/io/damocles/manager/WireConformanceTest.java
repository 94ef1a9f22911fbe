package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of damocles-manager.md §5.2, recorded from the running original, request by request.
 */
class WireConformanceTest {
  @TempDir static Path home;
  private static ManagerFixture manager;

  @BeforeAll
  static void start() throws IOException {
    manager = ManagerFixture.start(home);
  }

  @AfterAll
  static void stop() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":1,"method":"Venus.NoSuch","params":[]} | 500 | {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"(error code -32601) method 'Venus.NoSuch' not found"}}
          {"id":1,"method":"Venus.WdPoStAllJobs","params":[1]} | 500 | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"(error code -32602) wrong param count (method 'Venus.WdPoStAllJobs'): 1 != 0"}}
          {"id":1,"method":"Venus.WdPoStResetJob","params":null} | 500 | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"(error code -32602) wrong param count (method 'Venus.WdPoStResetJob'): 0 != 1"}}
          {"id":1,"method":"Venus.WdPoStResetJob","params":["nope"]} | 200 | {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"job 'nope' does not exist"}}
          {"id":1,"method":"Venus.WdPoStRemoveJob","params":["nope"]} | 200 | {"jsonrpc":"2.0","result":null,"id":1}
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":[["nope"],"w"]} | 200 | {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"key not found"}}
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":[["nope.1"],"w"]} | 200 | {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"key not found"}}
          {"id":1,"method":"Venus.WdPoStFinishJob","params":["nope",null,"x"]} | 200 | {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"key not found"}}
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":[null,"w"]} | 200 | {"jsonrpc":"2.0","result":null,"id":1}
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":[[],"w"]} | 200 | {"jsonrpc":"2.0","result":null,"id":1}
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{},0,"w"]} | 200 | {"jsonrpc":"2.0","result":[],"id":1}
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[null,1,"w"]} | 200 | {"jsonrpc":"2.0","result":[],"id":1}
          {"ID":"a b","METHOD":"Venus.StoreBasicInfo","Params":["nope"],"more":{}} after | 200 | {"jsonrpc":"2.0","result":null,"id":"a b"}
          {"id":1.5,"method":"Venus.StoreBasicInfo","params":["nope"]} | 200 | {"jsonrpc":"2.0","result":null,"id":1.5}
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{"allowedMINERS":[1]},0,"w"]} | 200 | {"jsonrpc":"2.0","result":[],"id":1}
          {"id":1,"method":"Venus.WorkerPingInfoRemove","params":["w"]} | 200 | {"jsonrpc":"2.0","id":1}
          {"id":1,"method":"Venus.WorkerGetPingInfo","params":["w"]} | 200 | {"jsonrpc":"2.0","result":null,"id":1}
          {"id":1,"method":"Venus.WorkerPing","params":[{"Name":"","Dest":""}]} | 200 | {"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"worker name is required"}}
          """)
  void answersAsTheOriginalDid(String request, int status, String answer) {
    HttpResponse<String> response = manager.post(request);

    assertThat(response.body()).isEqualTo(answer + "\n");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{},-1,"w"]} | Venus.WdPoStAllocateJobs | uint32
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{},4294967296,"w"]} | Venus.WdPoStAllocateJobs | uint32
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{},1.5,"w"]} | Venus.WdPoStAllocateJobs | uint32
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{},"1","w"]} | Venus.WdPoStAllocateJobs | uint32
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[[],1,"w"]} | Venus.WdPoStAllocateJobs | core.AllocateWdPoStJobSpec
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{"AllowedMiners":["1"]},1,"w"]} | Venus.WdPoStAllocateJobs | core.AllocateWdPoStJobSpec
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{"AllowedMiners":[-1]},1,"w"]} | Venus.WdPoStAllocateJobs | core.AllocateWdPoStJobSpec
          {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{"AllowedMiners":[18446744073709551616]},1,"w"]} | Venus.WdPoStAllocateJobs | core.AllocateWdPoStJobSpec
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":["x","w"]} | Venus.WdPoStHeartbeatJobs | []string
          {"id":1,"method":"Venus.WdPoStHeartbeatJobs","params":[[1],"w"]} | Venus.WdPoStHeartbeatJobs | []string
          {"id":1,"method":"Venus.WdPoStResetJob","params":[7]} | Venus.WdPoStResetJob | string
          {"id":1,"method":"Venus.WdPoStFinishJob","params":["x",{"proofs":["-__-AQ"]},""]} | Venus.WdPoStFinishJob | core.WindowPoStOutput
          {"id":1,"method":"Venus.WdPoStFinishJob","params":["x",{"proofs":"x"},""]} | Venus.WdPoStFinishJob | core.WindowPoStOutput
          """)
  void refusesParametersOfAWrongType(String request, String method, String type) {
    HttpResponse<String> response = manager.post(request);

    assertThat(response.body())
        .startsWith(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32700,\"message\":\"(error code -32700)"
                + " unmarshaling params for '"
                + method
                + "' (param: *"
                + type
                + "): ");
    assertThat(response.statusCode()).isEqualTo(500);
  }

  @Test
  void takesNumbersBeyondTheSignedRangeForMiners() {
    assertThat(
            manager.result(
                "WdPoStAllocateJobs", "[{\"AllowedMiners\":[18446744073709551615]},1,\"w\"]"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json",
        "``",
        "[{\"id\":1}]",
        "{\"id\":1",
        "{\"id\":{},\"method\":\"Venus.Version\"}"
      })
  void refusesWhatIsNoRequest(String body) {
    HttpResponse<String> response = manager.post(body);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"error\":{\"code\":-32");
  }

  @Test
  void executesNotificationsAndAnswersNothing() {
    String ping =
        "{\"method\":\"Venus.WorkerPing\",\"params\":[{\"Name\":\"%s\",\"Dest\":\"d\"}]%s}";

    assertThat(manager.post(ping.formatted("a", "")).body()).isEmpty();
    assertThat(manager.post(ping.formatted("b", ",\"id\":null")).body()).isEmpty();

    assertThat(manager.result("WorkerPingInfoList", "[]").toString())
        .contains("\"Name\":\"a\"", "\"Name\":\"b\"");
  }

  @Test
  void answersPutLikePostAndServesItsPages() throws IOException, InterruptedException {
    HttpResponse<String> put =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + manager.address() + "/rpc/v0"))
                    .PUT(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"id\":1,\"method\":\"Venus.Version\",\"params\":[]}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(put.body()).contains("\"result\":\"v");
    assertThat(manager.get("/healthcheck").body()).isEqualTo("{\"status\":\"OK\"}\n");
    assertThat(manager.get("/metrics").body())
        .contains("damocles_manager_info{")
        .contains("wdpost_queue_oldest_ready_seconds 0.0")
        .contains("damocles_manager_api_request_duration_ms_count{endpoint=\"Venus.Version\"} 1");
    assertThat(manager.get("/").statusCode()).isEqualTo(404);
    assertThat(manager.get("/rpc/v1").statusCode()).isEqualTo(404);
    assertThat(manager.get("/rpc/v0").statusCode()).isEqualTo(500);
  }

  @Test
  void listsStoresAndWorkersInTheShapesOfTheOriginal() {
    manager.call(
        "WorkerPing",
        "[{\"Name\":\"w1\",\"Dest\":\"10.0.0.2:17890\",\"Version\":\"v\",\"Summary\":{\"Threads\":1,\"Running\":1}}]");

    assertThat(manager.result("StoreBasicInfo", "[\"store1\"]").toString())
        .isEqualTo(
            "{\"Name\":\"store1\",\"Path\":\"%s\",\"Strict\":false,\"ReadOnly\":false,\"Weight\":0,\"Meta\":null}"
                .formatted(home));
    assertThat(manager.result("StoreList", "[]").get(0).toString())
        .startsWith("{\"Name\":\"store1\",")
        .contains("\"Type\":\"", "\"Total\":", "\"Reserved\":0,\"ReservedBy\":[]}");
    assertThat(manager.result("WorkerPingInfoList", "[]").toString())
        .contains(
            "{\"Info\":{\"Name\":\"w1\",\"Dest\":\"10.0.0.2:17890\",\"Version\":\"v\",\"Summary\":"
                + "{\"Threads\":1,\"Empty\":0,\"Paused\":0,\"Running\":1,\"Waiting\":0,\"Errors\":0}},"
                + "\"LastPing\":1700000000}");
  }
}
