package io.damocles.chain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.ChainJson;
import io.damocles.chain.CodecException;
import io.damocles.chain.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The 37 messages of vectors/post-messages.json, byte for byte. */
class ChainMessagesTest {

  static Stream<Arguments> vectors() throws IOException {
    try (InputStream in =
        ChainMessagesTest.class.getResourceAsStream("/vectors/post-messages.json")) {
      JsonNode all = ChainJson.mapper().readTree(in);
      assertThat(all).hasSize(37);
      return StreamSupport.stream(all.spliterator(), false)
          .map(
              vector ->
                  Arguments.of(
                      vector.get("id").asText(),
                      vector.get("method").asLong(),
                      Base64.getDecoder().decode(vector.get("message").asText()),
                      Base64.getDecoder().decode(vector.get("params").asText())));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void writesParametersAsTheyStandOnTheChain(
      String id, long number, byte[] message, byte[] params) {
    PostMethod method = PostMethod.of(number).orElseThrow();

    assertThat(method.decode(params).encode()).isEqualTo(params);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void writesParametersAgainFromTheirJson(String id, long number, byte[] message, byte[] params)
      throws IOException {
    PostMethod method = PostMethod.of(number).orElseThrow();

    String json = ChainJson.mapper().writeValueAsString(method.decode(params));

    assertThat(method.ofJson(json).encode()).isEqualTo(params);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void writesMessagesAsTheyStandOnTheChain(String id, long number, byte[] message, byte[] params) {
    Message decoded = Message.decode(message);

    assertThat(decoded.encode()).isEqualTo(message);
    assertThat(decoded.method()).isEqualTo(number);
    assertThat(decoded.params()).isEqualTo(params);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void refusesParametersThatAreCutOffOrLonger(
      String id, long number, byte[] message, byte[] params) {
    PostMethod method = PostMethod.of(number).orElseThrow();

    for (int length = 0; length < Math.min(params.length, 200); length++) {
      byte[] cut = Arrays.copyOf(params, length);
      assertThatThrownBy(() -> method.decode(cut)).isInstanceOf(CodecException.class);
    }
    byte[] longer = Arrays.copyOf(params, params.length + 1);
    assertThatThrownBy(() -> method.decode(longer)).hasMessageContaining("1 bytes follow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Deadline: is missing",
        "{\"Deadline\":-1} | Deadline: expected a whole number",
        "{\"Deadline\":\"1\"} | Deadline: expected a whole number",
        "{\"Deadline\":1,\"Partitions\":[{\"Index\":0,\"Skipped\":[0,0]}]} | Partitions[0].Skipped: a bitfield has a run of length 0",
        "[] | does not take Array",
        "{\"Deadline\":1} x | Partitions: is missing",
        "{\"Deadline\":1, | Unexpected end-of-input"
      })
  void namesTheMemberOfJsonThatIsWrong(String json, String problem) {
    assertThatThrownBy(() -> PostMethod.SUBMIT_WINDOWED_POST.ofJson(json))
        .isInstanceOf(CodecException.class)
        .message()
        .startsWith(problem)
        .doesNotContain("io.damocles");
  }
}
