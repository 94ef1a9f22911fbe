package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.rpc.RpcException;
import io.damocles.testing.ManualTimeline;
import io.damocles.wire.BeatAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG_POLL = Duration.ofSeconds(30);
  private static final Duration RECOVER = Duration.ofSeconds(15);

  @Test
  void slotsGoToTheLongestWaiting() {
    Slots slots = new Slots(1);
    List<String> granted = new ArrayList<>();
    slots.take(() -> granted.add("a"));
    slots.take(() -> granted.add("b"));
    slots.take(() -> granted.add("c"));
    assertThat(granted).containsExactly("a");

    slots.release();
    slots.release();
    assertThat(granted).containsExactly("a", "b", "c");
    slots.release();

    assertThat(slots.taken()).isZero();
    assertThatThrownBy(slots::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void slotsNeedALimitThatLetsSomebodyThrough() {
    assertThatThrownBy(() -> new Slots(0)).hasMessage("slots: expected at least 1, got 0");
  }

  @Test
  void startsAreKeptApartUnlessAProofEnds() {
    ManualTimeline time = new ManualTimeline(0);
    Stagger stagger = new Stagger(time, Duration.ofSeconds(10));
    List<String> started = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      stagger.start(() -> started.add(name + time.now().steady()));
    }
    assertThat(started).containsExactly("a0");

    time.advance(10_000);
    time.advance(3_000);
    stagger.ended();
    time.advance(30_000);

    assertThat(started).containsExactly("a0", "b10000", "c13000", "d23000");
  }

  @Test
  void backoffDoublesUpToItsLimitAndStartsAnew() {
    Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(5), new Random(1));
    for (int seconds : new int[] {1, 2, 4, 5, 5}) {
      assertThat(backoff.next())
          .isBetween(Duration.ofMillis(seconds * 750L), Duration.ofSeconds(seconds));
    }

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(SECOND);
  }

  @Test
  void aManagerThatAnswersEmptyAtOnceIsAskedEveryRecoverInterval() {
    AskPace pace = pace();

    assertThat(pace.afterEmpty(Duration.ofMillis(3))).isEqualTo(RECOVER);
  }

  @Test
  void aManagerThatHoldsRequestsBackIsAskedAgainAtOnceAlsoAfterItsRestart() {
    AskPace pace = pace();

    assertThat(pace.afterEmpty(Duration.ofMillis(30_002))).isZero();
    assertThat(pace.afterEmpty(Duration.ofMillis(3))).isLessThanOrEqualTo(SECOND);
  }

  @Test
  void aWorkerWhoseProofsFailTakesJobsMoreSlowly() {
    AskPace pace = pace();

    assertThat(pace.afterProof(true)).isZero();
    assertThat(pace.afterProof(false)).isPositive().isLessThanOrEqualTo(SECOND);
    assertThat(pace.afterProof(false)).isGreaterThan(SECOND);
    assertThat(pace.afterProof(true)).isZero();
  }

  @Test
  void reasonsAreEscapedAsDamoclesDoes() {
    assertThat(ReasonText.escape("a \"b\" 'c' \\ é\n\t\u0001\0"))
        .isEqualTo("a \\\"b\\\" \\'c\\' \\\\ é\\n\\t\\u{1}\\0");
  }

  @Test
  void aFailureAlwaysHasAReason() {
    assertThat(ProofResult.failed("j", " ").reason()).isEqualTo("the prover gave no reason");
  }

  @Test
  void aLongReasonIsCutAndTellsItsLength() {
    String reason = ProofResult.failed("j", "\uD83D\uDE00x".repeat(10_000_000)).reason();

    assertThat(reason)
        .startsWith("\uD83D\uDE00x")
        .endsWith(" … (30000000 characters)")
        .hasSizeBetween(4_000, 4_096);
  }

  @Test
  void onlyAVerdictAgainstAJobEndsIt() {
    BeatAnswer answer =
        new BeatAnswer(
            List.of(
                new BeatAnswer.Verdict("a", true, "", null),
                new BeatAnswer.Verdict("b", false, "expired", 0L)));

    assertThat(BeatRules.over(answer)).containsExactly(java.util.Map.entry("b", "expired"));
  }

  @Test
  void onlyDamoclesErrorOfAnUnknownKeyMeansThatItDoesNotKnowAJob() {
    assertThat(BeatRules.isKeyNotFound(new RpcException(1, "key not found"))).isTrue();
    assertThat(BeatRules.isKeyNotFound(new RpcException(1, "database is locked"))).isFalse();
    assertThat(BeatRules.isKeyNotFound(new RpcException(-32603, "key not found"))).isFalse();
    assertThat(BeatRules.isKeyNotFound(new java.net.ConnectException("refused"))).isFalse();
  }

  @Test
  void onlyAnAttemptThatStaysUnknownIsGone() {
    UnknownAttempts unknown = new UnknownAttempts(RECOVER);
    HeldJob job = new HeldJob("j", () -> 0);
    HeldJob other = new HeldJob("j", () -> 0);

    assertThat(unknown.unknown(job, 100)).isFalse();
    assertThat(unknown.unknown(other, 15_000)).isFalse();
    assertThat(unknown.unknown(job, 15_100)).isFalse();
    assertThat(unknown.unknown(job, 15_101)).isTrue();

    unknown.otherwise(job);
    assertThat(unknown.unknown(job, 40_000)).isFalse();
    unknown.keepOnly(List.of(other));
    assertThat(unknown.unknown(job, 90_000)).isFalse();
    assertThat(unknown.unknown(other, 90_000)).isTrue();
  }

  private static AskPace pace() {
    return new AskPace(
        LONG_POLL,
        RECOVER,
        new Backoff(SECOND, RECOVER, new Random(1)),
        new Backoff(SECOND, RECOVER, new Random(2)));
  }
}
