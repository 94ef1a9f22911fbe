package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.Jobs;
import io.damocles.wire.CanonicalInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workers that pause, repeat themselves and race for the same jobs, over real HTTP and through
 * restarts of the manager: no job ever has two attempts whose result was accepted, and none that
 * was accepted is lost.
 */
class RacingWorkersTest {
  private static final int JOBS = 5;
  private static final int ROUNDS = 60;
  private static final String PROOF = proof();

  @TempDir Path home;
  private final List<String> attempts = new ArrayList<>();
  private final Map<String, Set<String>> accepted = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverHaveTwoAcceptedResultsForOneJob(long seed) throws IOException {
    Random random = new Random(seed);
    ManagerFixture manager = ManagerFixture.start(home);
    try {
      for (int i = 0; i < JOBS; i++) {
        String json = new String(CanonicalInput.bytes(Jobs.input(1, i, 2)), StandardCharsets.UTF_8);
        manager.result("WdPoStCreateJob", "[{\"Input\":%s}]".formatted(json));
      }
      for (int round = 0; round < ROUNDS; round++) {
        claim(manager);
        race(manager, random);
        manager.time.advance(random.nextInt(20_000));
        if (random.nextInt(20) == 0) {
          manager.close();
          manager = ManagerFixture.start(home);
        }
      }
      check(manager);
    } finally {
      manager.close();
    }
  }

  private void claim(ManagerFixture manager) {
    for (JsonNode job : manager.result("WdPoStAllocateJobs", "[{},2,\"w\"]")) {
      attempts.add(job.get("Id").asText());
    }
  }

  /** Several calls at once, each of any attempt there ever was. */
  private void race(ManagerFixture manager, Random random) {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 6 && !attempts.isEmpty(); i++) {
      String attempt = attempts.get(random.nextInt(attempts.size()));
      switch (random.nextInt(4)) {
        case 0 ->
            calls.add(
                manager.callLater("WdPoStHeartbeatJobs", "[[\"%s\"],\"w\"]".formatted(attempt)));
        case 1 ->
            calls.add(
                manager.callLater("WdPoStFinishJob", "[\"%s\",null,\"boom\"]".formatted(attempt)));
        default -> calls.add(finish(manager, attempt));
      }
    }
    calls.forEach(CompletableFuture::join);
  }

  private CompletableFuture<?> finish(ManagerFixture manager, String attempt) {
    return manager
        .callLater(
            "WdPoStFinishJob",
            "[\"%s\",{\"proofs\":[\"%s\"],\"faults\":[]},\"\"]".formatted(attempt, PROOF))
        .thenAccept(
            answer -> {
              if (!answer.has("error")) {
                String job = attempt.substring(0, attempt.lastIndexOf('.'));
                accepted.computeIfAbsent(job, any -> ConcurrentHashMap.newKeySet()).add(attempt);
              }
            });
  }

  private void check(ManagerFixture manager) {
    assertThat(accepted).isNotEmpty();
    assertThat(accepted.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    Set<String> succeeded = new HashSet<>();
    for (JsonNode job : manager.result("WdPoStAllJobs", "[]").get("Jobs")) {
      if (job.get("State").asText().equals("finished")
          && job.get("ErrorReason").asText().isEmpty()) {
        succeeded.add(job.get("Id").asText());
      }
    }
    assertThat(succeeded).isEqualTo(accepted.keySet());
  }

  private static String proof() {
    byte[] proof = new byte[192];
    proof[0] = 1;
    return Base64.getEncoder().encodeToString(proof);
  }
}
