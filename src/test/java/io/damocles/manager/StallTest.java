package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.job.NewJob;
import io.damocles.job.sql.Attempts.Due;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of a 30-minute deadline that takes 10: somebody must begin it at minute 19 at the latest.
 */
class StallTest {
  private static final long SECONDS = 1_000;
  private static final long CLOSE = 1_800;
  private static final long LAST_MOMENT = 1_800 - 600 - 60;

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
  void handsAHangingJobToAnotherWorkerAtTheLastMomentAtWhichThatCanMakeIt() {
    String attempt = claimAndHang();
    CompletableFuture<JsonNode> other = waits("w2", "{\"WaitMillis\":60000}");
    assertThat(beat(attempt, 1_130).get("Continue").asBoolean()).isTrue();

    manager.time.advance(10 * SECONDS);
    JsonNode verdict = beat(attempt, 1_140);

    assertThat(verdict.get("Continue").asBoolean()).isFalse();
    assertThat(verdict.get("Reason").asText()).startsWith("no progress for 1140 s (stage SNARK)");
    Awaitility.await()
        .until(
            () -> {
              manager.time.advance(100);
              return other.isDone();
            });
    assertThat(other.join().get("result").get(0).get("Id").asText()).endsWith(".2");
    assertThat(manager.get("/metrics").body())
        .contains("wdpost_attempts_total{outcome=\"failed\",reason=\"stalled\"} 1.0");
  }

  @Test
  void leavesASilentProofAloneIfNobodyElseCouldMakeIt() {
    String attempt = claimAndHang();
    CompletableFuture<JsonNode> itself = waits("w1", "{\"WaitMillis\":60000}");
    CompletableFuture<JsonNode> stranger =
        waits("w2", "{\"WaitMillis\":60000,\"AllowedMiners\":[7]}");
    manager.time.advance(10 * SECONDS);

    assertThat(beat(attempt, 1_140).get("Continue").asBoolean()).isTrue();
    assertThat(itself).isNotDone();
    assertThat(stranger).isNotDone();
  }

  @Test
  void leavesAProofAloneThatIsSilentNoLongerThanAWholeOneMayTake() {
    String attempt = claimAndHang();
    CompletableFuture<JsonNode> other = waits("w2", "{\"WaitMillis\":60000}");
    manager.time.advance(10 * SECONDS);

    assertThat(beat(attempt, 599).get("Continue").asBoolean()).isTrue();
    assertThat(other).isNotDone();
  }

  @Test
  void neverStopsAProofWhenItIsTooLateForAnother() {
    Due due = new Due(1, "t", LAST_MOMENT * SECONDS, CLOSE * SECONDS, true);
    long silent = 1_200 * SECONDS;

    assertThat(StallRule.givesWay(due, silent, (LAST_MOMENT - 1) * SECONDS)).isFalse();
    assertThat(StallRule.givesWay(due, silent, LAST_MOMENT * SECONDS)).isTrue();
    assertThat(StallRule.givesWay(due, silent, (LAST_MOMENT + 60) * SECONDS)).isTrue();
    assertThat(StallRule.givesWay(due, silent, (LAST_MOMENT + 61) * SECONDS)).isFalse();
    Due endless = new Due(1, "t", NewJob.NEVER, NewJob.NEVER, true);
    assertThat(StallRule.givesWay(endless, silent, CLOSE * SECONDS)).isFalse();
  }

  /** Until ten seconds before the last moment. */
  private String claimAndHang() {
    String input = new String(CanonicalInput.bytes(Jobs.input(1037, 1, 2)), StandardCharsets.UTF_8);
    manager.result(
        "WdPoStCreateJob",
        "[{\"Input\":%s,\"CloseAt\":%d,\"ExpectedSeconds\":600}]"
            .formatted(input, ManagerFixture.START / SECONDS + CLOSE));
    String attempt =
        manager.result("WdPoStAllocateJobs", "[{},1,\"w1\"]").get(0).get("Id").asText();
    for (int second = 10; second < LAST_MOMENT; second += 10) {
      manager.time.advance(10 * SECONDS);
      assertThat(beat(attempt, second).get("Continue").asBoolean()).isTrue();
    }
    return attempt;
  }

  private JsonNode beat(String attempt, long silentSeconds) {
    return manager
        .result(
            "WdPoStBeat",
            "[{\"Worker\":\"w1\",\"Jobs\":[{\"Id\":\"%s\",\"Stage\":\"SNARK\",\"SilentMillis\":%d}]}]"
                .formatted(attempt, silentSeconds * SECONDS))
        .get("Jobs")
        .get(0);
  }

  private CompletableFuture<JsonNode> waits(String worker, String spec) {
    double before = waiting();
    CompletableFuture<JsonNode> answer =
        manager.callLater("WdPoStAllocateJobs", "[%s,1,\"%s\"]".formatted(spec, worker));
    Awaitility.await().until(() -> waiting() == before + 1);
    return answer;
  }

  private double waiting() {
    return manager
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("wdpost_claims_waiting "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
