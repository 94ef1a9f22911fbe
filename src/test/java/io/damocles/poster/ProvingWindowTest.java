package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.DeadlineInfo;
import org.junit.jupiter.api.Test;

/** The predicates of damocles' scheduler test (spec damocles-manager.md §9.2), and the calendar. */
class ProvingWindowTest {
  private static final ProvingWindow WINDOW = ProvingWindow.current(mainnet(10_000, 7));

  private static DeadlineInfo mainnet(long periodStart, long index) {
    long open = periodStart + index * 60;
    return new DeadlineInfo(
        open, periodStart, index, open, open + 60, open - 20, open - 70, 48, 2880, 60, 20, 70);
  }

  @Test
  void isActiveFromItsChallengeToBeforeItsClose() {
    assertThat(WINDOW.isActive(WINDOW.challenge() - 1)).isFalse();
    assertThat(WINDOW.isActive(WINDOW.challenge())).isTrue();
    assertThat(WINDOW.isActive(WINDOW.open())).isTrue();
    assertThat(WINDOW.isActive(WINDOW.close() - 1)).isTrue();
    assertThat(WINDOW.isActive(WINDOW.close())).isFalse();
  }

  @Test
  void startsTenEpochsAfterTheChallenge() {
    assertThat(WINDOW.shouldStart(WINDOW.challenge() + 9, Settings.standard())).isFalse();
    assertThat(WINDOW.shouldStart(WINDOW.challenge() + 10, Settings.standard())).isTrue();
  }

  @Test
  void startsAfterTheConfiguredConfidence() {
    assertThat(WINDOW.shouldStart(WINDOW.challenge() + 4, Settings.of(true, 0, 5))).isFalse();
    assertThat(WINDOW.shouldStart(WINDOW.challenge() + 5, Settings.of(true, 0, 5))).isTrue();
  }

  @Test
  void neverStartsForAMinerThatIsNotEnabled() {
    assertThat(WINDOW.shouldStart(WINDOW.close() - 1, Settings.of(false, 0, 0))).isFalse();
  }

  @Test
  void submitsFourEpochsAfterTheOpening() {
    assertThat(WINDOW.couldSubmit(WINDOW.open() + 3, Settings.standard())).isFalse();
    assertThat(WINDOW.couldSubmit(WINDOW.open() + 4, Settings.standard())).isTrue();
  }

  @Test
  void submitsAfterTheConfiguredConfidence() {
    assertThat(WINDOW.couldSubmit(WINDOW.open() + 1, Settings.of(true, 2, 0))).isFalse();
    assertThat(WINDOW.couldSubmit(WINDOW.open() + 2, Settings.of(true, 2, 0))).isTrue();
  }

  @Test
  void submitsWhatWasBegunForAMinerThatIsNotEnabledAnyMore() {
    assertThat(WINDOW.couldSubmit(WINDOW.open() + 4, Settings.of(false, 0, 0))).isTrue();
  }

  @Test
  void sendsNothingThatWouldLandAfterTheClose() {
    assertThat(WINDOW.canLand(WINDOW.close() - 2)).isTrue();
    assertThat(WINDOW.canLand(WINDOW.close() - 1)).isFalse();
  }

  @Test
  void waitsLessInShortWindows() {
    DeadlineInfo info = new DeadlineInfo(100, 100, 0, 100, 108, 97, 92, 4, 32, 8, 3, 8);
    ProvingWindow shortOne = ProvingWindow.current(info);

    assertThat(shortOne.shouldStart(98, Settings.standard())).isTrue();
    assertThat(shortOne.couldSubmit(101, Settings.standard())).isTrue();
  }

  @Test
  void goesOnInTheNextPeriodAfterTheLastDeadline() {
    ProvingWindow next = ProvingWindow.after(mainnet(10_000, 47), 2);

    assertThat(next).isEqualTo(ProvingWindow.current(mainnet(12_880, 1)));
  }
}
