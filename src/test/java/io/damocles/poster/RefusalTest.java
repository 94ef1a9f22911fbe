package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.node.NodeException.Kind;
import io.damocles.chain.node.NodeFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final String ALREADY =
      "message execution failed (exit=[ErrIllegalArgument(16)], vm error=[message failed with"
          + " backtrace:\n00: f01001 (method 5) -- partition already proven: BitField (16)\n"
          + " (RetCode=16)])";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALREADY,
        "message execution failed: exit 16, reason: invalid proof",
        "message execution failed (exit=[SysErrOutOfGas(7)], vm error=[<nil>])",
        "message execution failed: exit code 20"
      })
  void saysThatTheContentIsRefused(String text) {
    assertThat(Refusal.isOfContent(NodeFailures.of(Kind.ANSWERED, text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message nonce too low",
        "replace by fee has too low GasPremium",
        "mpool push: not enough funds: 16 < 20",
        "message execution failed (exit=[SysErrSenderStateInvalid(2)], vm error=[<nil>])",
        "key not found for f3abc"
      })
  void saysNothingOfTheProofs(String text) {
    assertThat(Refusal.isOfContent(NodeFailures.of(Kind.ANSWERED, text))).isFalse();
  }

  @Test
  void isNotWhatANodeSaysThatIsNotReached() {
    assertThat(Refusal.isOfContent(NodeFailures.of(Kind.LATE, ALREADY))).isFalse();
    assertThat(Refusal.isAlreadyProven(NodeFailures.of(Kind.LATE, ALREADY))).isFalse();
  }

  @Test
  void tellsAProofThatIsThereFromOneThatIsWrong() {
    assertThat(Refusal.isAlreadyProven(NodeFailures.of(Kind.ANSWERED, ALREADY))).isTrue();
    assertThat(
            Refusal.isAlreadyProven(
                NodeFailures.of(Kind.ANSWERED, "exit=[ErrIllegalArgument(16)] invalid proof")))
        .isFalse();
  }
}
