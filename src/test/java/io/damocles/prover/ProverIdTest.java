package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProverIdTest {

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 8001",
    "1000, e807",
    "9223372036854775808, 80808080808080808001",
    "18446744073709551615, ffffffffffffffffff01"
  })
  void isTheVarintOfTheActorIdPaddedTo32Bytes(String miner, String varint) {
    var expected = Arrays.copyOf(HexFormat.of().parseHex(varint), 32);

    assertThat(ProverId.of(Long.parseUnsignedLong(miner))).isEqualTo(expected);
  }
}
