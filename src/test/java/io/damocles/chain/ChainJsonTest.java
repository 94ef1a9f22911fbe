package io.damocles.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.message.PostMethod;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainJsonTest {
  private static final String SUBMISSION =
      """
      {"Deadline":1,"Partitions":[{"Index":0,"Skipped":[0]}],
       "Proofs":[{"PoStProof":10,"ProofBytes":"AAAA"}],"ChainCommitEpoch":7,"ChainCommitRand":"AA=="}
      """;

  @Test
  void readsAnAbsentNumberAsZeroAsGoDoes() throws JsonProcessingException {
    NetworkParams older =
        read("{\"NetworkName\":\"old\",\"BlockDelaySecs\":30}", NetworkParams.class);

    assertThat(older).isEqualTo(new NetworkParams("old", 30, 0));
    assertThat(read("{\"OnTime\":null}", SectorExpiration.class))
        .isEqualTo(new SectorExpiration(0, 0));
  }

  @Test
  void readsARequestWithoutNonceAndGas() throws JsonProcessingException {
    Message message = read("{\"To\":\"f01\",\"From\":\"f02\",\"Method\":5}", Message.class);

    assertThat(message)
        .isEqualTo(
            new Message(
                0,
                Address.ofId(1),
                Address.ofId(2),
                0,
                BigInteger.ZERO,
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                5,
                null));
    assertThatThrownBy(
            () -> read("{\"To\":\"f01\",\"From\":\"f02\",\"Value\":null}", Message.class))
        .hasMessageContaining("Value");
    assertThatThrownBy(() -> read("{\"To\":\"f01\",\"Method\":5}", Message.class))
        .hasMessageContaining("From");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"30\"", "30.5", "true", "{}", "[30]"})
  void refusesANumberOfAnotherType(String value) {
    assertThatThrownBy(
            () ->
                read(
                    "{\"NetworkName\":\"x\",\"BlockDelaySecs\":%s}".formatted(value),
                    NetworkParams.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("BlockDelaySecs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Height\":5}",
        "{\"Cids\":null,\"Blocks\":null,\"Height\":5}",
        "{\"Cids\":[],\"Blocks\":[],\"Height\":5}",
        "{\"Cids\":[null],\"Blocks\":[null],\"Height\":5}",
        "{\"Cids\":[{\"/\":\"bafy2bzacea\"}],\"Blocks\":[],\"Height\":5}",
      })
  void refusesATipsetWithoutBlocks(String tipset) {
    assertThatThrownBy(() -> read(tipset, TipSet.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Deadline\":1, | \"\" | Deadline: is missing",
        "\"Deadline\":1 | \"Deadline\":null | Deadline: must not be null",
        "\"ChainCommitRand\":\"AA==\" | \"ChainCommitRand\":null | ChainCommitRand: must not be null",
        "\"Skipped\":[0] | \"Skipped\":null | Partitions[0].Skipped: must not be null",
        "\"ProofBytes\":\"AAAA\" | \"ProofBytes\":null | Proofs[0].ProofBytes: must not be null",
        "{\"Index\":0,\"Skipped\":[0]} | null | Partitions[0]: must not be null",
        "[{\"PoStProof\":10,\"ProofBytes\":\"AAAA\"}] | null | Proofs: must not be null",
      })
  void namesTheMemberOfParametersThatIsMissingOrNull(String good, String bad, String problem) {
    String json = SUBMISSION.replace(good, bad.equals("\"\"") ? "" : bad);

    assertThatThrownBy(() -> PostMethod.SUBMIT_WINDOWED_POST.ofJson(json))
        .isInstanceOf(CodecException.class)
        .hasMessage(problem);
  }

  @Test
  void refusesNullAsParameters() {
    assertThatThrownBy(() -> PostMethod.DECLARE_FAULTS.ofJson("null"))
        .isInstanceOf(CodecException.class)
        .hasMessage("expected an object, got null");
  }

  private static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    return ChainJson.mapper().readValue(json, type);
  }
}
