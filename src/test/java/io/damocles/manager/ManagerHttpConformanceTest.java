package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** damocles-manager.md §5.1 and §5.2 and damocles-worker.md §4.1: HTTP, as bytes on a socket. */
class ManagerHttpConformanceTest {
  private static final String VERSION = "{\"id\":%s,\"method\":\"Venus.Version\",\"params\":[]}";
  private static final String UNKNOWN =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"(error code -32601) method '%s' not found\"}}\n";

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

  @Test
  void answersDamoclesWorkerByteForByte() throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.StoreBasicInfo\",\"params\":[\"s1\"],\"id\":0}";
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.write(
          "POST /rpc/v0 HTTP/1.1\r\ncontent-type: application/json\r\naccept: application/json\r\nhost: localhost:18962\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(body.length(), body));

      RawConnection.Answer answer = worker.read();

      assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":0}\n");
      assertThat(answer.head())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("content-length: ")
          .doesNotContain("transfer-encoding", "connection: close");
    }
  }

  @Test
  void keepsAConnectionForManyCallsAndAnswersThemInTheirOrder() throws IOException {
    try (RawConnection worker = new RawConnection(manager.port())) {
      for (int i = 0; i < 20; i++) {
        worker.post(VERSION.formatted(i));
        assertThat(worker.read().body()).endsWith(",\"id\":" + i + "}\n");
      }
      for (int i = 0; i < 5; i++) {
        worker.post(VERSION.formatted("\"p" + i + "\""));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(worker.read().body()).endsWith(",\"id\":\"p" + i + "\"}\n");
      }
    }
  }

  @Test
  void keepsAConnectionAfterAnErrorOfTheProtocol() throws IOException {
    try (RawConnection worker = new RawConnection(manager.port())) {
      for (String broken :
          List.of("nonsense", "[]", "[" + VERSION.formatted(1) + "]", "{\"id\":{}}")) {
        worker.post(broken);
        RawConnection.Answer answer = worker.read();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
            .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32");
      }
      worker.post(VERSION.formatted(1));
      assertThat(worker.read().status()).isEqualTo(200);
    }
  }

  @Test
  void servesAnEighthAndANinthCallWhileSevenWait() throws IOException {
    String waiting =
        "{\"id\":%d,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":60000},1,\"w\"]}";
    List<RawConnection> workers = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        RawConnection worker = new RawConnection(manager.port());
        workers.add(worker);
        worker.post(waiting.formatted(i));
      }
      manager.awaitWaiting(7);
      for (int i = 0; i < 2; i++) {
        RawConnection worker = new RawConnection(manager.port());
        workers.add(worker);
        worker.post(VERSION.formatted(i));
        assertThat(worker.read().status()).isEqualTo(200);
      }
      manager.time.advance(60_000);
      for (int i = 0; i < 7; i++) {
        assertThat(workers.get(i).read().body())
            .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":" + i + "}\n");
      }
    } finally {
      for (RawConnection worker : workers) {
        worker.close();
      }
    }
  }

  @Test
  void speaksHttp10() throws IOException {
    String body = VERSION.formatted(1);
    try (RawConnection old = new RawConnection(manager.port())) {
      old.write(
          "POST /rpc/v0 HTTP/1.0\r\ncontent-length: %d\r\n\r\n%s".formatted(body.length(), body));

      assertThat(old.read().body()).startsWith("{\"jsonrpc\":\"2.0\",\"result\":\"v");
      assertThat(old.ends()).isTrue();
    }
    try (RawConnection old = new RawConnection(manager.port())) {
      for (int i = 0; i < 2; i++) {
        old.write(
            "POST /rpc/v0 HTTP/1.0\r\nconnection: keep-alive\r\ncontent-length: %d\r\n\r\n%s"
                .formatted(body.length(), body));
        assertThat(old.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void takesABodyInChunksAndOneThatIsAnnounced() throws IOException {
    String body = VERSION.formatted(1);
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.write("POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      for (String piece : List.of(body.substring(0, 10), body.substring(10))) {
        worker.write(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
      }
      worker.write("0\r\n\r\n");
      assertThat(worker.read().status()).isEqualTo(200);

      worker.write(
          "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: %d\r\n\r\n"
              .formatted(body.length()));
      assertThat(worker.head()).startsWith("HTTP/1.1 100 Continue\r\n");
      worker.write(body);
      assertThat(worker.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "content-type: text/plain\r\n", "content-type: x\r\naccept: y\r\n"})
  void doesNotCareForTheTypeOfTheContent(String headers) throws IOException {
    String body = VERSION.formatted(1);
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.write(
          "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\n%scontent-length: %d\r\n\r\n%s"
              .formatted(headers, body.length(), body));
      assertThat(worker.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void takesEveryMethodThatHasABody(String method) throws IOException {
    String body = VERSION.formatted(1);
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.write(
          "%s /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(method, body.length(), body));
      assertThat(worker.read().body()).startsWith("{\"jsonrpc\":\"2.0\",\"result\":\"v");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0",
        "18446744073709551615",
        "-1",
        "1.50",
        "1e3",
        "\"\"",
        "\"a b\"",
        "\"\\u00e9\\n\\\"\"",
        "\"é😀\""
      })
  void echoesTheIdAsItCame(String id) throws IOException {
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.post(
          "{\"id\":%s,\"method\":\"Venus.WdPoStRemoveJob\",\"params\":[\"x\"]}".formatted(id));
      assertThat(worker.read().body())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":" + id + "}\n");
      worker.post(
          "{\"id\":%s,\"method\":\"Venus.WdPoStResetJob\",\"params\":[\"x\"]}".formatted(id));
      assertThat(worker.read().body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"id\":"
                  + id
                  + ",\"error\":{\"code\":1,\"message\":\"job 'x' does not exist\"}}\n");
    }
  }

  @Test
  void escapesTheCharactersOfHtmlAsGoDoes() throws IOException {
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.post("{\"id\":1,\"method\":\"Venus.WdPoStResetJob\",\"params\":[\"<a&b>\"]}");
      assertThat(worker.read().body())
          .contains("\"message\":\"job '\\u003ca\\u0026b\\u003e' does not exist\"");
      worker.post(
          "{\"id\":1,\"method\":\"Venus.WorkerPing\",\"params\":[{\"Name\":\"<&>\",\"Dest\":\"d\"}]}");
      assertThat(worker.read().status()).isEqualTo(200);
      worker.post("{\"id\":1,\"method\":\"Venus.WorkerGetPingInfo\",\"params\":[\"<&>\"]}");
      assertThat(worker.read().body()).contains("\"Name\":\"\\u003c\\u0026\\u003e\"");
    }
  }

  @Test
  void takesAJobsResultOfManyMegabytes() throws IOException {
    String faults = "1,".repeat(2 << 20) + "1";
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.post(
          "{\"id\":1,\"method\":\"Venus.WdPoStFinishJob\",\"params\":[\"nope\",{\"proofs\":[],\"faults\":[%s]},\"\"]}"
              .formatted(faults));
      assertThat(worker.read().body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"key not found\"}}\n");
    }
  }

  /**
   * §5.2: what belongs to sealing, and what is no name at all; damocles' CLI and worker print it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Venus.AllocateSector",
        "Venus.AcquireDeals",
        "Venus.AssignTicket",
        "Venus.SubmitPreCommit",
        "Venus.PollPreCommitState",
        "Venus.SubmitPersistedEx",
        "Venus.WaitSeed",
        "Venus.SubmitProof",
        "Venus.PollProofState",
        "Venus.ReportState",
        "Venus.ReportFinalized",
        "Venus.ReportAborted",
        "Venus.AllocateSanpUpSector",
        "Venus.SubmitSnapUpProof",
        "Venus.AllocateRebuildSector",
        "Venus.StoreReserveSpace",
        "Venus.StoreReleaseReserved",
        "Venus.AllocateUnsealSector",
        "Venus.AchieveUnsealSector",
        "Venus.AcquireUnsealDest",
        "Venus.UnsealPiece",
        "Venus.ListSectors",
        "Venus.FindSector",
        "Venus.ImportSector",
        "Venus.RestoreSector",
        "Venus.TerminateSector",
        "Venus.RemoveSector",
        "Venus.FinalizeSector",
        "Venus.SnapUpCandidates",
        "Venus.GetTicket",
        "Venus.GetSeed",
        "Venus.GetMinerConfig",
        "Version",
        "venus.Version",
        "Venus.version",
        ""
      })
  void answersWhatBelongsToSealingAsAnUnknownMethod(String method) throws IOException {
    try (RawConnection worker = new RawConnection(manager.port())) {
      worker.post("{\"id\":1,\"method\":\"%s\",\"params\":[]}".formatted(method));

      RawConnection.Answer answer = worker.read();

      assertThat(answer.body()).isEqualTo(UNKNOWN.formatted(method));
      assertThat(answer.status()).isEqualTo(500);
    }
  }
}
