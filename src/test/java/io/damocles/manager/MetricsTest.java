package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
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
  void tellsHowMuchTimeTheTightestJobOfADeadlineHasToSpare() {
    long close = ManagerFixture.START / 1000 + 1_800;
    create(1, ",\"DeadlineIdx\":3,\"CloseAt\":%d,\"ExpectedSeconds\":600".formatted(close));
    create(2, ",\"DeadlineIdx\":3,\"CloseAt\":%d,\"ExpectedSeconds\":300".formatted(close));
    create(3, ",\"DeadlineIdx\":4");
    String series = "wdpost_job_slack_seconds{deadline=\"3\",miner=\"1037\"} ";
    manager.time.advance(100_000);

    assertThat(metrics()).contains(series + "1100.0").doesNotContain("deadline=\"4\"");

    claim();
    claim();
    manager.time.advance(10_000);
    assertThat(metrics()).contains(series + "1100.0");
  }

  @Test
  void tellsThatAProofThatTakesTooLongWillBeLate() {
    long close = ManagerFixture.START / 1000 + 20;
    create(1, ",\"DeadlineIdx\":3,\"CloseAt\":%d,\"ExpectedSeconds\":8".formatted(close));
    claim();
    manager.time.advance(5_000);
    assertThat(metrics()).contains("wdpost_job_slack_seconds{deadline=\"3\",miner=\"1037\"} 12.0");

    manager.time.advance(9_000);
    assertThat(metrics()).contains("wdpost_job_slack_seconds{deadline=\"3\",miner=\"1037\"} 6.0");
  }

  @Test
  void tellsHowProofsWereMade() {
    create(1, "");
    String attempt = claim();
    manager.time.advance(9_000);

    finish(
        attempt,
        """
        {"stageMillis":{"VANILLA":12000,"SNARK":70000},
         "reads":[{"store":"s1","millis":[4,300]}],
         "skipped":[{"store":"s1","reason":"missing","sectors":1}]}""");

    assertThat(metrics())
        .contains("wdpost_job_stage_seconds_sum{stage=\"SNARK\"} 70.0")
        .contains("wdpost_job_stage_seconds_bucket{stage=\"VANILLA\",le=\"20.0\"} 1")
        .contains("wdpost_job_stage_seconds_sum{stage=\"ATTEMPT\"} 9.0")
        .contains("wdpost_read_seconds_bucket{store=\"s1\",le=\"0.005\"} 1")
        .contains("wdpost_read_seconds_count{store=\"s1\"} 2")
        .contains("wdpost_sectors_skipped_total{reason=\"missing\",store=\"s1\"} 1.0")
        .contains("wdpost_sectors_skipped_total{reason=\"unknown\",store=\"unknown\"} 1.0")
        .contains("wdpost_attempts_total{outcome=\"succeeded\",reason=\"\"} 1.0");
  }

  @Test
  void keepsItsSeriesFewWhateverWorkersSay() {
    create(1, "");
    String reads =
        IntStream.range(0, 300)
            .mapToObj("{\"store\":\"s%d\",\"millis\":[1]}"::formatted)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    String stages =
        IntStream.range(0, 300)
            .mapToObj("\"X%d\":1"::formatted)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();

    finish(claim(), "{\"stageMillis\":{%s},\"reads\":[%s]}".formatted(stages, reads));

    assertThat(metrics().lines().filter(line -> line.startsWith("wdpost_read_seconds_count")))
        .hasSizeLessThanOrEqualTo(101);
    assertThat(metrics().lines().filter(line -> line.startsWith("wdpost_job_stage_seconds_count")))
        .hasSizeLessThanOrEqualTo(9)
        .anyMatch(line -> line.contains("stage=\"other\""));
  }

  @Test
  void tellsWhyAttemptsEnded() {
    create(1, "");
    create(2, "");
    manager.result("WdPoStFinishJob", "[\"%s\",null,\"out of memory\"]".formatted(claim()));
    manager.result("WdPoStFinishJob", "[\"%s\",null,\"\"]".formatted(claim()));
    manager.time.advance(5_000);
    manager.result("WdPoStReleaseJobs", "[[\"%s\"],\"w\"]".formatted(claim()));

    assertThat(metrics())
        .contains("wdpost_attempts_total{outcome=\"failed\",reason=\"reported\"} 1.0")
        .contains("wdpost_attempts_total{outcome=\"failed\",reason=\"empty\"} 1.0")
        .contains("wdpost_claims_total{result=\"returned\"} 1.0");
  }

  @Test
  void countsWorkersAndThreadsAsDamoclesDoes() {
    ping("w1", "\"Threads\":3,\"Empty\":1,\"Running\":2");
    manager.time.advance(100_000);
    ping("w2", "\"Threads\":2,\"Running\":1,\"Errors\":1");

    assertThat(metrics())
        .contains("damocles_manager_worker_count{category=\"latency<=60s\"} 1.0")
        .contains("damocles_manager_worker_count{category=\"latency<=120s\"} 1.0")
        .contains("damocles_manager_worker_count{category=\"latency<=300s\"} 0.0")
        .contains("damocles_manager_worker_count{category=\"latency>300s\"} 0.0")
        .contains("damocles_manager_thread_count{category=\"running\"} 3.0")
        .contains("damocles_manager_thread_count{category=\"empty\"} 1.0")
        .contains("damocles_manager_thread_count{category=\"errors\"} 1.0")
        .contains("damocles_manager_thread_count{category=\"paused\"} 0.0");
  }

  private void ping(String name, String summary) {
    manager.result(
        "WorkerPing",
        "[{\"Name\":\"%s\",\"Dest\":\"d\",\"Summary\":{%s}}]".formatted(name, summary));
  }

  private void create(int seed, String more) {
    JobInput input = Jobs.input(1037, seed, 3);
    manager.result(
        "WdPoStCreateJob",
        "[{\"Input\":%s%s}]"
            .formatted(new String(CanonicalInput.bytes(input), StandardCharsets.UTF_8), more));
  }

  private String claim() {
    return manager.result("WdPoStAllocateJobs", "[{},1,\"w\"]").get(0).get("Id").asText();
  }

  /** Finishes with sectors 1 and 3 left out. */
  private void finish(String attempt, String report) {
    byte[] proof = new byte[192];
    proof[0] = 1;
    manager.result(
        "WdPoStFinishJob",
        "[\"%s\",{\"proofs\":[\"%s\"],\"faults\":[1,3],\"report\":%s},\"\"]"
            .formatted(attempt, Base64.getEncoder().encodeToString(proof), report));
  }

  private String metrics() {
    return manager.get("/metrics").body();
  }
}
