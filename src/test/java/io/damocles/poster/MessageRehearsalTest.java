package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageRehearsalTest {
  @Test
  void goesTheWholeWayOfAMessageUpToItsId() throws Exception {
    assertThat(MessageRehearsal.run()).startsWith("bafy2bzace");
  }
}
