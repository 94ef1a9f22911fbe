package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.wire.JobBrief;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void findsNothingLostInATableThatKnowsAll() {
    ledger.created(List.of("a", "b", "c"));
    ledger.claimed("a.1");
    ledger.beaten("a.1", 100);
    ledger.failed("b.1");

    List<String> lost =
        ledger.lost(
            List.of(job("a", "running", 1, 100), job("b", "ready2run", 1, 0), job("c", "x", 0, 0)));

    assertThat(lost).isEmpty();
  }

  @Test
  void missesAJob() {
    ledger.created(List.of("a"));

    assertThat(ledger.lost(List.of())).containsExactly("job a is gone");
  }

  @Test
  void missesAClaim() {
    ledger.claimed("a.1");

    assertThat(ledger.lost(List.of(job("a", "ready2run", 0, 0))))
        .containsExactly("attempt a.1 does not run");
  }

  @Test
  void missesAHeartbeat() {
    ledger.beaten("a.1", 100);

    assertThat(ledger.lost(List.of(job("a", "running", 1, 99))))
        .containsExactly("heartbeat of a.1 is forgotten");
  }

  @Test
  void missesTheEndOfAnAttemptButNotALaterOne() {
    ledger.failed("a.1");

    assertThat(ledger.lost(List.of(job("a", "running", 1, 0))))
        .containsExactly("the end of attempt a.1 is forgotten");
    assertThat(ledger.lost(List.of(job("a", "running", 2, 0)))).isEmpty();
  }

  private static JobBrief job(String id, String state, long tryNum, long heartbeatAt) {
    return new JobBrief(
        id,
        state,
        0,
        List.of(0L),
        JobBrief.BlankInput.of(1000),
        JobBrief.BlankOutput.BLANK,
        tryNum,
        "",
        "",
        0,
        heartbeatAt,
        0,
        0,
        0,
        2,
        0);
  }
}
