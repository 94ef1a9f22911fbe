package io.damocles.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void printsAsANodeDoes() {
    assertThat(ExitCode.text(ExitCode.OK)).isEqualTo("Ok(0)");
    assertThat(ExitCode.text(ExitCode.FATAL)).isEqualTo("SysFatal(10)");
    assertThat(ExitCode.text(16)).isEqualTo("ErrIllegalArgument(16)");
    assertThat(ExitCode.text(ExitCode.BALANCE_INVARIANTS_BROKEN)).isEqualTo("1000");
  }
}
