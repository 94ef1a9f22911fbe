package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client does wrong, it is told, nothing is lost, and the next client is served. */
class BadInputTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path home;
  private boolean keyMissing;
  private ManagerFixture manager;

  @BeforeEach
  void start() throws IOException {
    manager =
        new ManagerFixture(
            home,
            (type, seed, miner, proof, sectors) -> {
              if (keyMissing) {
                throw new VerifierUnavailableException("cannot verify now: no key", null);
              }
              return true;
            });
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  @Test
  void refusesABodyThatIsTooLargeBeforeItComes() throws IOException {
    try (Socket socket = connect()) {
      write(
          socket,
          "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n"
              .formatted(HeapShares.LARGEST_REQUEST + 1));

      String answer = readAll(socket);

      assertThat(answer).startsWith("HTTP/1.1 413 ");
      assertThat(answer).contains("larger than " + HeapShares.LARGEST_REQUEST + " bytes");
    }
    assertStillServes();
  }

  @Test
  void refusesABodyThatGrowsTooLargeInChunks() throws IOException {
    byte[] chunk = new byte[MEBIBYTE];
    Arrays.fill(chunk, (byte) ' ');
    try (Socket socket = connect()) {
      write(socket, "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      OutputStream out = socket.getOutputStream();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 400; i++) {
                  out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                  out.write(chunk);
                  out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertStillServes();
  }

  @Test
  void givesBackTheMemoryOfALargeCallWhoseWorkerLeftWhileItWaited() throws IOException {
    for (int i = 0; i < 8; i++) {
      String body =
          "{\"pad\":\"%s\",\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":60000},1,\"gone\"]}"
              .formatted("x".repeat(HeapShares.LARGEST_REQUEST - 1000));
      try (Socket socket = connect()) {
        write(
            socket,
            "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
                .formatted(body.length(), body));
        Awaitility.await().until(() -> waiting(1));
      }
      awaitGone();
    }
  }

  @Test
  void refusesIndexesAndNamesThatNobodyCanHave() {
    JobInput input = Jobs.input(1000, 1, 1);
    String json = new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8);

    assertThat(error("WdPoStCreateJob", "[{\"Input\":%s,\"DeadlineIdx\":-1}]".formatted(json)))
        .isEqualTo("1 DeadlineIdx is -1, expected 0 or more");
    assertThat(error("WdPoStCreateJob", "[{\"Input\":%s,\"Partitions\":[-2]}]".formatted(json)))
        .isEqualTo("1 Partitions is [-2], expected 0 or more");
    assertThat(
            error(
                "WdPoStCreateJob",
                "[{\"Input\":%s}]".formatted(json.replace("store1", "s".repeat(256)))))
        .isEqualTo("1 sector 1 names a store with 256 characters, at most 255 are allowed");
  }

  @Test
  void survivesClientsThatLeaveInTheMiddleOfARequest() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket socket = connect()) {
        write(socket, "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{\"id\":1");
      }
    }
    assertStillServes();
  }

  @Test
  void keepsAJobForOthersWhenAWaitingWorkerClosesItsSideOfTheConnection() throws IOException {
    try (Socket socket = connect()) {
      String body =
          "{\"id\":1,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":60000},1,\"gone\"]}";
      write(
          socket,
          "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(body.length(), body));
      Awaitility.await().until(() -> waiting(1));
      socket.shutdownOutput();
    }

    awaitGone();
    create(Jobs.input(1000, 1, 2));

    Awaitility.await().until(() -> job().get("State").asText().equals("ready2run"));
    assertThat(job().get("TryNum").asInt()).isZero();
    assertThat(manager.result("WdPoStAllocateJobs", "[{},1,\"here\"]")).hasSize(1);
  }

  @Test
  void servesAClientThatClosesItsSideAfterTheRequest() throws IOException {
    try (Socket socket = connect()) {
      String body = "{\"id\":1,\"method\":\"Venus.Version\",\"params\":[]}";
      write(
          socket,
          "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(body.length(), body));

      assertThat(readAll(socket)).contains("\"result\":\"v");
    }
  }

  @Test
  void keepsAProofWithItsWorkerWhileItCannotBeVerified() {
    create(Jobs.input(1000, 1, 2));
    String attempt = manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0).get("Id").asText();
    String proof = "A".repeat(256);
    String finish = "[\"%s\",{\"proofs\":[\"%s\"],\"faults\":[]},\"\"]".formatted(attempt, proof);

    keyMissing = true;
    JsonNode refused = manager.call("WdPoStFinishJob", finish).get("error");
    assertThat(refused.get("code").asInt()).isEqualTo(1);
    assertThat(refused.get("message").asText()).isEqualTo("cannot verify now: no key");
    assertThat(job().get("State").asText()).isEqualTo("running");

    keyMissing = false;
    manager.result("WdPoStFinishJob", finish);
    assertThat(job().get("State").asText()).isEqualTo("finished");
  }

  @Test
  void refusesAWorkerNameThatIsTooLong() {
    String name = "n".repeat(256);

    assertThat(
            manager
                .call("WdPoStAllocateJobs", "[{},1,\"%s\"]".formatted(name))
                .get("error")
                .get("message")
                .asText())
        .isEqualTo("worker name has 256 characters, at most 255 are allowed");
  }

  @Test
  void refusesNullWhereAValueIsNeeded() {
    String input = "[{\"Input\":{\"Sectors\":%s,\"MinerId\":1,\"ProofType\":%s,\"Seed\":[%s0]}}]";
    String seed = "0,".repeat(31);

    assertThat(error("WdPoStCreateJob", input.formatted("[null]", "\"x\"", seed)))
        .startsWith("-32700 ")
        .contains("Sectors has a null in it");
    assertThat(error("WdPoStCreateJob", input.formatted("null", "\"x\"", seed)))
        .contains("Sectors is null");
    assertThat(error("WdPoStCreateJob", input.formatted("[]", "null", seed)))
        .contains("ProofType is null");
    assertThat(error("WdPoStCreateJob", "[null]")).startsWith("-32700 ");
    assertThat(error("WdPoStBeat", "[{\"Worker\":\"w\",\"Jobs\":[null]}]"))
        .contains("Jobs has a null in it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"MinerId\":1000 | \"MinerId\":-1 | Input.MinerId is -1, expected a whole number from 0 to 18446744073709551615",
        "\"MinerId\":1000 | \"minerid\":\"5\" | Input.MinerId is \"5\", expected a whole number from 0 to 18446744073709551615",
        "\"SectorId\":1, | \"SectorId\":1.5, | Input.Sectors[0].SectorId is 1.5, expected a whole number from 0 to 18446744073709551615",
        "\"CommR\":[ | \"CommR\":[256, | Input.Sectors[0].CommR is [256,",
        "\"CommR\":[ | \"CommR\":[0, | expected an array of exactly 32 numbers from 0 to 255, got 33 of them",
        "\"Upgrade\":false | \"Upgrade\":3 | Input.Sectors[0].Upgrade is 3, expected true or false",
        "\"ProofType\" | \"X\" | Input.ProofType is missing",
        "\"ProofType\":\"StackedDrgWindow2KiBV1_2\" | \"ProofType\":7 | Input.ProofType is 7, expected a string",
        "\"SealedFile\" | \"X\" | Input.Sectors[0].Accesses.SealedFile is missing",
        "{\"Input\":{ | {\"DeadlineIdx\":\"1\",\"Input\":{ | DeadlineIdx is \"1\", expected a whole number",
        "{\"Input\":{ | {\"CloseAt\":99999999999999999999,\"Input\":{ | CloseAt is 99999999999999999999, expected a whole number",
        "{\"Input\":{ | {\"Partitions\":[\"a\"],\"Input\":{ | Partitions[0] is \"a\", expected a whole number",
        "{\"Input\":{ | {\"Input\":3,\"Y\":{ | Input is 3, expected an object",
        "{\"Input\":{ | {\"Y\":{ | Input is missing"
      })
  void namesTheMemberOfAJobThatDoesNotFitItsValueAndWhatIsAllowed(
      String good, String bad, String message) {
    JobInput input = Jobs.input(1000, 1, 1);
    String request =
        "[{\"Input\":%s}]"
            .formatted(new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8));
    assertThat(request).contains(good);

    assertThat(error("WdPoStCreateJob", request.replace(good, bad)))
        .contains(message)
        .doesNotContain("io.damocles", "java.", "JsonToken", "Cannot ");
  }

  @Test
  void takesNullInListsForZeroAsGoDoes() {
    assertThat(
            manager.result(
                "WdPoStAllocateJobs",
                "[{\"AllowedMiners\":[null],\"AllowedProofTypes\":[null]},1,\"w\"]"))
        .isEmpty();
    create(Jobs.input(1000, 1, 2));
    String attempt = manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0).get("Id").asText();
    assertThat(error("WdPoStFinishJob", "[\"%s\",{\"proofs\":[null]},\"\"]".formatted(attempt)))
        .isEqualTo("11001 proof rejected: it has 0 bytes, expected 192 for 2 sectors");
  }

  @Test
  void refusesFiltersWithoutEnd() {
    String miners = "1,".repeat(1000) + "1";

    assertThat(error("WdPoStAllocateJobs", "[{\"AllowedMiners\":[%s]},1,\"w\"]".formatted(miners)))
        .isEqualTo("1 AllowedMiners has 1001 entries, at most 1000 are allowed");
  }

  private String error(String method, String parameters) {
    JsonNode error = manager.call(method, parameters).get("error");
    return error.get("code").asInt() + " " + error.get("message").asText();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), manager.port());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private void assertStillServes() {
    assertThat(manager.result("Version", "[]").asText()).startsWith("v");
  }

  /**
   * The manager looks for workers that left whenever something may be ready, such as after a
   * release.
   */
  private void awaitGone() {
    Awaitility.await()
        .until(
            () -> {
              manager.result("WdPoStReleaseJobs", "[[],\"w\"]");
              return waiting(0);
            });
  }

  private boolean waiting(int count) {
    return manager.get("/metrics").body().contains("wdpost_claims_waiting %d.0".formatted(count));
  }

  private void create(JobInput input) {
    String json = new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8);
    manager.result("WdPoStCreateJob", "[{\"Input\":%s}]".formatted(json));
  }

  private JsonNode job() {
    return manager.result("WdPoStAllJobs", "[]").get("Jobs").get(0);
  }
}
