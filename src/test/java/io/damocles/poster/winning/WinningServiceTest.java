package io.damocles.poster.winning;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of gateways over real WebSockets, and what is answered. */
class WinningServiceTest {
  private static final String MINER = WinningFixture.MINER;
  private static final String OTHER = WinningFixture.OTHER;
  private static final byte[] PROOF = {1, 2, 3};

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger proven = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private FakeGateway gateway;
  private FakeGateway second;
  private WinningFixture winning;
  private volatile WinningProver prover = this::prove;

  @BeforeEach
  void start() {
    gateway = new FakeGateway(vertx);
    second = new FakeGateway(vertx);
    winning =
        new WinningFixture(
            vertx,
            (task, replica, cancellation) -> prover.prove(task, replica, cancellation),
            gateway,
            second);
  }

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    winning.close();
    gateway.close();
    second.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void answersAQuestionWithTheProof() {
    gateway.ask(MINER, "q1", 7, 12);

    assertThat(gateway.awaitAnswers(1))
        .containsExactly(
            new FakeGateway.Answer("q1", "[{\"PoStProof\":0,\"ProofBytes\":\"AQID\"}]", ""));
    assertThat(winning.count("winning_proofs", "miner", "1000", "result", "done")).isEqualTo(1);
  }

  @Test
  void readsTheFilesWhereTheyWereFoundWithTheFieldElementOfTheRandomness() {
    prover =
        (task, replica, cancellation) -> {
          assertThat(task.seed()[31]).isEqualTo((byte) 0x3f);
          assertThat(replica.sealedFile()).hasToString("/stores/s1/sealed/s-t01000-12");
          assertThat(replica.cacheDir()).hasToString("/stores/s2/cache/s-t01000-12");
          return PROOF;
        };
    gateway.ask(MINER, "q1", 7, 12);

    assertThat(gateway.awaitAnswers(1).get(0).error()).isEmpty();
  }

  @Test
  void namesTheSectorThatCannotBeProvenOrFound() {
    prover =
        (task, replica, cancellation) -> {
          throw new ProverException("p_aux is missing");
        };
    gateway.ask(MINER, "q1", 7, 12);
    gateway.awaitAnswers(1);
    gateway.ask(MINER, "q2", 8, WinningFixture.LOST_SECTOR);

    assertThat(gateway.awaitAnswers(2))
        .containsExactly(
            new FakeGateway.Answer("q1", "", "sector 12 of miner f01000: p_aux is missing"),
            new FakeGateway.Answer("q2", "", "sector 404 of miner f01000: in no store"));
  }

  @Test
  void saysWhatIsWrongWithAQuestion() {
    gateway.ask(MINER, "q1", FakeGateway.question(7, 12).put("Rand", "AQID"));

    assertThat(gateway.awaitAnswers(1).get(0).error()).isEqualTo("Rand: expected 32 bytes, got 3");
  }

  @Test
  void provesOnceWhatSeveralGatewaysAsk() {
    prover = this::proveLater;
    gateway.ask(MINER, "q1", 7, 12);
    second.ask(MINER, "q2", 7, 12);
    Awaitility.await().until(() -> winning.count("winning_questions") == 2);
    release.countDown();
    gateway.awaitAnswers(1);
    second.awaitAnswers(1);
    second.ask(MINER, "q3", 7, 12);
    second.awaitAnswers(2);

    assertThat(proven).hasValue(1);
    second.ask(MINER, "q4", 8, 12);
    second.awaitAnswers(3);
    assertThat(proven).hasValue(2);
  }

  @Test
  void looksForASectorAnewAfterAFailureAndTriesAgainWhenAskedAgain() {
    prover =
        (task, replica, cancellation) -> {
          if (proven.incrementAndGet() <= 2) {
            throw new ProverException("the store hangs");
          }
          return PROOF;
        };
    gateway.ask(MINER, "q1", 7, 12);
    gateway.awaitAnswers(1);
    gateway.ask(MINER, "q2", 7, 12);

    assertThat(gateway.awaitAnswers(2).get(0).error()).endsWith("the store hangs");
    assertThat(gateway.answers().get(1).error()).isEmpty();
    assertThat(winning.looks).containsExactly(false, true, false);
  }

  @Test
  void dropsAProofWhoseEpochPassed() {
    prover = this::proveLater;
    gateway.ask(MINER, "q1", 7, 12);
    Awaitility.await().until(() -> proven.get() == 1);

    winning.time.advance(WinningFixture.BLOCK_MILLIS);
    release.countDown();
    gateway.ask(MINER, "q2", 8, 12);

    assertThat(gateway.awaitAnswers(1).get(0).id()).isEqualTo("q2");
    assertThat(winning.count("winning_answers", "with", "late")).isEqualTo(1);
  }

  @Test
  void stopsAProofWhoseEpochPassedSoThatTheNextHasItsTurn() {
    CountDownLatch stopped = new CountDownLatch(1);
    prover =
        (task, replica, cancellation) -> {
          cancellation.stopBy(stopped::countDown);
          proven.incrementAndGet();
          waitFor(stopped);
          throw new ProverException("cancelled");
        };
    gateway.ask(MINER, "q1", 7, 12);
    Awaitility.await().until(() -> proven.get() == 1);

    winning.time.advance(WinningFixture.BLOCK_MILLIS);

    Awaitility.await().until(() -> winning.count("winning_proofs", "result", "failed") == 1);
    assertThat(proven).hasValue(1);
    assertThat(gateway.answers()).isEmpty();
  }

  @Test
  void letsNoMinerWaitForAnother() {
    prover =
        (task, replica, cancellation) ->
            task.miner() == 1000 ? proveLater(task, replica, cancellation) : PROOF;
    for (int i = 0; i < MinerProofs.MOST_RUNNING; i++) {
      gateway.ask(MINER, "hangs" + i, i, 12);
    }
    gateway.ask(OTHER, "q1", 7, 12);

    assertThat(gateway.awaitAnswers(1).get(0).id()).isEqualTo("q1");
  }

  @Test
  void refusesMoreQuestionsThanItCanProve() {
    prover = this::proveLater;
    for (int i = 0; i <= MinerProofs.MOST_RUNNING; i++) {
      gateway.ask(MINER, "q" + i, i, 12);
    }

    assertThat(gateway.awaitAnswers(1))
        .containsExactly(
            new FakeGateway.Answer(
                "q3", "", "sector 12: miner f01000 has 3 winning proofs in work already"));
    release.countDown();
    assertThat(gateway.awaitAnswers(4)).hasSize(4);
  }

  @Test
  void listensAgainASecondAfterTheChannelEnds() {
    winning.awaitListening(4);
    gateway.endChannels();
    winning.awaitListening(2);
    winning.time.advance(1000);
    gateway.awaitListener(MINER);
    gateway.ask(MINER, "q1", 7, 12);

    assertThat(gateway.awaitAnswers(1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"ComputeProof\"",
        "[]",
        "{}",
        "{\"Id\":\"x\",\"Method\":null,\"Payload\":\"e30=\"}",
        "{\"Id\":null,\"Method\":\"ComputeProof\",\"Payload\":\"e30=\"}",
        "{\"Id\":\"x\",\"Method\":\"ComputeProof\",\"Payload\":null}",
        "{\"Id\":\"x\",\"Method\":\"ComputeProof\",\"Payload\":\"***\"}",
        "{\"Id\":\"x\",\"Method\":\"ComputeProof\",\"Payload\":\"AQID\"}",
        "{\"Id\":{},\"Method\":[],\"Payload\":{}}"
      })
  void goesOnAfterGarbage(String value) {
    gateway.say(Json.decodeValue(value));
    Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              winning.time.advance(1000);
              gateway.ask(MINER, "q1", 7, 12);
              return gateway.answers().stream().anyMatch(one -> one.id().equals("q1"));
            });
  }

  @Test
  void answersOverANewConnectionWhenTheOldOneWasLost() {
    gateway.loseAnswers(1);
    gateway.ask(MINER, "q1", 7, 12);

    Awaitility.await()
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              winning.time.advance(1000);
              return !gateway.answers().isEmpty();
            });
    assertThat(gateway.answers().get(0).id()).isEqualTo("q1");
  }

  @Test
  void listensForNobodyWhoIsNoLongerConfigured() {
    winning.awaitListening(4);
    winning.service.change(List.of(1001L));
    winning.awaitListening(2);
    winning.service.change(List.of(1000L, 1001L));
    winning.awaitListening(4);
  }

  private byte[] prove(WinningTask task, Replica replica, Cancellation cancellation) {
    proven.incrementAndGet();
    return PROOF;
  }

  private byte[] proveLater(WinningTask task, Replica replica, Cancellation cancellation)
      throws ProverException {
    proven.incrementAndGet();
    waitFor(release);
    return PROOF;
  }

  private static void waitFor(CountDownLatch latch) throws ProverException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new ProverException("interrupted", e);
    }
  }
}
