package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.testing.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * damocles-manager.md §5.3, §5.4 and §6.1: the methods' JSON and the ids of jobs, byte for byte.
 */
class ManagerMethodsConformanceTest {
  private static final String ZEROS = "0,".repeat(31) + "0";

  /** The second vector of §6.1; its members in an order of their own. */
  private static final String SHUFFLED =
      """
      {"Seed": [%2$s], "ProofType": "StackedDrgWindow32GiBV1_2", "MinerId": 1037, "more": 1,
       "Sectors": [{"Upgrade": false, "Accesses": {"CacheDir": "store1", "SealedFile": "store1"},
                    "CommR": [%1$s], "SectorId": 7}]}"""
          .formatted(numbers(1), numbers(7).replaceAll("217$", "63"));

  private static final String CANONICAL =
      "{\"Sectors\":[{\"SectorId\":7,\"CommR\":[%s],\"Upgrade\":false,\"Accesses\":{\"SealedFile\":\"store1\",\"CacheDir\":\"store1\"}}],\"MinerId\":1037,\"ProofType\":\"StackedDrgWindow32GiBV1_2\",\"Seed\":[%s]}"
          .formatted(numbers(1), numbers(7).replaceAll("217$", "63"));

  @TempDir Path home;
  private ManagerFixture manager;
  private RawConnection client;

  @BeforeEach
  void start() throws IOException {
    manager = ManagerFixture.start(home);
    client = new RawConnection(manager.port());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    manager.close();
  }

  @Test
  void handsOutAJobInTheBytesThatDamoclesWorkerReads() throws IOException {
    assertThat(call("WdPoStCreateJob", "{\"Input\":%s}".formatted(SHUFFLED)))
        .isEqualTo(result("\"8Ep98RFZEo9\""));

    assertThat(
            call(
                "WdPoStAllocateJobs",
                "{\"AllowedMiners\":[1037],\"AllowedProofTypes\":[\"StackedDrgWinning32GiBV1\",\"StackedDrgWindow32GiBV1_2\",\"StackedDrgWindow32GiBV1_2\"]},1,\"w1\""))
        .isEqualTo(result("[{\"Id\":\"8Ep98RFZEo9.1\",\"Input\":" + CANONICAL + "}]"));
    assertThat(call("WdPoStAllocateJobs", "{\"AllowedMiners\":null},1,\"w1\""))
        .isEqualTo(result("[]"));
  }

  @Test
  void givesOneIdToOneInputWhateverElseDiffers() throws IOException {
    String id = call("WdPoStCreateJob", "{\"Input\":%s}".formatted(SHUFFLED));

    assertThat(
            call(
                "WdPoStCreateJob",
                "{\"Input\":%s,\"DeadlineIdx\":9,\"Partitions\":[4],\"CloseAt\":1800000000}"
                    .formatted(CANONICAL)))
        .isEqualTo(id);
  }

  @Test
  void givesTheIdsThatDamoclesGave() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/vectors/job-ids.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in)) {
        assertThat(call("WdPoStCreateJob", "{\"Input\":%s}".formatted(vector.get("input"))))
            .isEqualTo(result(vector.get("id").toString()));
      }
    }
    String two =
        "{\"Sectors\":[{\"SectorId\":1,\"CommR\":[%s],\"Upgrade\":false,\"Accesses\":{\"SealedFile\":\"store1\",\"CacheDir\":\"store1\"}},{\"SectorId\":2,\"CommR\":[%s],\"Upgrade\":true,\"Accesses\":{\"SealedFile\":\"store1\",\"CacheDir\":\"store2\"}}],\"MinerId\":1000,\"ProofType\":\"StackedDrgWindow2KiBV1_2\",\"Seed\":[%s]}"
            .formatted(same(1), same(2), same(7));
    assertThat(call("WdPoStCreateJob", "{\"Input\":%s}".formatted(two)))
        .isEqualTo(result("\"PGz5aNKq7ns\""));
  }

  @Test
  void listsAJobFromItsCreationToItsEndInTheBytesOfDamocles() throws IOException {
    call(
        "WdPoStCreateJob",
        "{\"Input\":%s,\"DeadlineIdx\":3,\"Partitions\":[0,1]}".formatted(CANONICAL));
    assertThat(call("WdPoStAllJobs", "")).isEqualTo(jobs("ready2run", 0, "", "", 0, 0, 0));

    call("WdPoStAllocateJobs", "{},1,\"w1\"");
    manager.time.advance(3000);
    assertThat(call("WdPoStHeartbeatJobs", "[\"8Ep98RFZEo9.1\"],\"w1\"")).isEqualTo(result("null"));
    assertThat(call("WdPoStAllJobs", "")).isEqualTo(jobs("running", 1, "", "w1", 0, 3, 0));

    manager.time.advance(1000);
    assertThat(call("WdPoStFinishJob", "\"8Ep98RFZEo9.1\",null,\"boom \\\\\\\"quoted\\\\\\\"\""))
        .isEqualTo(result("null"));
    assertThat(call("WdPoStAllJobs", ""))
        .contains("\"ErrorReason\":\"boom \\\\\\\"quoted\\\\\\\"\"");
    assertThat(call("WdPoStResetJob", "\"8Ep98RFZEo9\"")).isEqualTo(result("null"));
    assertThat(call("WdPoStRemoveJob", "\"8Ep98RFZEo9\"")).isEqualTo(result("null"));
    assertThat(call("WdPoStAllJobs", "")).isEqualTo(result("{\"Jobs\":[],\"MaxTry\":2}"));
  }

  /** damocles-worker.md §11: a child that gives an empty error. */
  @Test
  void takesAFailureWithoutAReasonForAFailure() throws IOException {
    call("WdPoStCreateJob", "{\"Input\":%s}".formatted(CANONICAL));
    call("WdPoStAllocateJobs", "{},1,\"w1\"");

    assertThat(call("WdPoStFinishJob", "\"8Ep98RFZEo9.1\",null,\"\"")).isEqualTo(result("null"));

    assertThat(call("WdPoStAllJobs", "")).doesNotContain("\"ErrorReason\":\"\"");
  }

  @Test
  void tellsOfWorkersAndStoresInTheBytesOfDamocles() throws IOException {
    String info =
        "{\"Name\":\"wdpost-01\",\"Dest\":\"10.0.0.5:17890\",\"Version\":\"v0.13.1-git.4235a89\",\"Summary\":{\"Threads\":2,\"Empty\":1,\"Paused\":0,\"Running\":1,\"Waiting\":0,\"Errors\":0}}";
    assertThat(call("WorkerPingInfoList", "")).isEqualTo(result("[]"));
    assertThat(
            call(
                "WorkerPing",
                "{\"Dest\":\"10.0.0.5:17890\",\"Name\":\"wdpost-01\",\"Summary\":{\"Empty\":1,\"Errors\":0,\"Paused\":0,\"Running\":1,\"Threads\":2,\"Waiting\":0},\"Version\":\"v0.13.1-git.4235a89\"}"))
        .isEqualTo(result("null"));
    String ping = "{\"Info\":" + info + ",\"LastPing\":1700000000}";
    assertThat(call("WorkerPingInfoList", "")).isEqualTo(result("[" + ping + "]"));
    assertThat(call("WorkerGetPingInfo", "\"wdpost-01\"")).isEqualTo(result(ping));
    assertThat(call("WorkerPingInfoRemove", "\"wdpost-01\""))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1}\n");
    assertThat(call("WorkerGetPingInfo", "\"wdpost-01\"")).isEqualTo(result("null"));

    String store =
        "{\"Name\":\"store1\",\"Path\":\"%s\",\"Strict\":false,\"ReadOnly\":false,\"Weight\":0,\"Meta\":null"
            .formatted(home);
    assertThat(call("StoreBasicInfo", "\"store1\"")).isEqualTo(result(store + "}"));
    assertThat(call("StoreList", ""))
        .startsWith("{\"jsonrpc\":\"2.0\",\"result\":[" + store + ",\"Type\":\"")
        .containsPattern(
            "\"Type\":\"[^\"]+\",\"Total\":\\d+,\"Free\":\\d+,\"Used\":\\d+,\"UsedPercent\":[0-9.]+,\"Reserved\":0,\"ReservedBy\":\\[\\]\\}\\],\"id\":1\\}\n$");
    assertThat(call("Version", ""))
        .matches("\\{\"jsonrpc\":\"2.0\",\"result\":\"v[^\"]+\",\"id\":1\\}\n");
  }

  @Test
  void answersCallsOfTheCliWithoutSectorsAsRecorded() throws IOException {
    assertThat(call("CheckProvable", "1001,10,[],false,false")).isEqualTo(result("{}"));
    assertThat(call("CheckProvable", "18446744073709551615,10,null,false,false"))
        .isEqualTo(result("{}"));
    assertThat(call("SectorIndexerFind", "\"normal\",{\"Miner\":1001,\"Number\":1}"))
        .isEqualTo(
            result("{\"Found\":false,\"Instance\":{\"SealedFile\":\"\",\"CacheDir\":\"\"}}"));
  }

  private static String jobs(
      String state, int tries, String error, String worker, long started, long beaten, long ended) {
    String at = "1700000000";
    boolean running = state.equals("running");
    return result(
        "{\"Jobs\":[{\"Id\":\"8Ep98RFZEo9\",\"State\":\"%s\",\"DeadlineIdx\":3,\"Partitions\":[0,1],\"Input\":{\"Sectors\":null,\"MinerId\":1037,\"ProofType\":\"\",\"Seed\":[%s]},\"Output\":{\"proofs\":null,\"faults\":null},\"TryNum\":%d,\"ErrorReason\":\"%s\",\"WorkerName\":\"%s\",\"StartedAt\":%s,\"HeartbeatAt\":%s,\"FinishedAt\":%d,\"CreatedAt\":%s,\"UpdatedAt\":%s,\"Sectors\":1,\"Faults\":0}],\"MaxTry\":2}"
            .formatted(
                state,
                ZEROS,
                tries,
                error,
                worker,
                running ? Long.parseLong(at) + started : 0,
                running ? Long.parseLong(at) + beaten : 0,
                ended,
                at,
                Long.parseLong(at) + beaten));
  }

  private String call(String method, String parameters) throws IOException {
    client.post(
        "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.%s\",\"params\":[%s],\"id\":1}"
            .formatted(method, parameters));
    return client.read().body();
  }

  private static String result(String json) {
    return "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":1}\n";
  }

  private static String numbers(int factor) {
    return IntStream.range(0, 32)
        .mapToObj(i -> String.valueOf(i * factor % 256))
        .collect(Collectors.joining(","));
  }

  private static String same(int value) {
    String[] values = new String[32];
    Arrays.fill(values, String.valueOf(value));
    return String.join(",", values);
  }
}
