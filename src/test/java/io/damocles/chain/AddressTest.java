package io.damocles.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f00",
        "f01000",
        "f018446744073709551615",
        "f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy",
        "f24vg6ut43yw2h2jqydgbg2xq7x6f4kub3bg6as6i",
        "f3vvmn62lofvhjd2ugzca6sof2j2ubwok6cj4xxbfzz4yuxfkgobpihhd2thlanmsh3w2ptld2gqkn2jvlss4a",
        "f410f2oekwcmo2pueydmaq53eic2i62crtbeyuzx2gmy"
      })
  void printsWhatItReads(String text) {
    assertThat(Address.parse(text)).hasToString(text);
    assertThat(Address.parse("t" + text.substring(1))).isEqualTo(Address.parse(text));
    assertThat(Address.ofBytes(Address.parse(text).bytes())).isEqualTo(Address.parse(text));
  }

  @Test
  void writesAnIdAsTheChainDoes() {
    assertThat(HexFormat.of().formatHex(Address.parse("t01000").bytes())).isEqualTo("00e807");
    assertThat(Address.ofId(1000).id()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "'',too short",
    "x01000,unknown address network",
    "f91000,unknown address protocol",
    "f001,is no id",
    "f0-1,is no id",
    "f018446744073709551616,is no id",
    "f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryi,invalid checksum",
    "f1aaaa,too short",
    "f410,expected f4"
  })
  void namesWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(reason);
  }
}
