package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "25h0m0s, 90000000000000",
    "15s, 15000000000",
    "1.204s, 1204000000",
    "350ms, 350000000",
    "1h0m3s, 3603000000000",
    "6m38s, 398000000000",
    "12.34567s, 12345670000",
    "1.5µs, 1500",
    "7ns, 7",
    "0s, 0",
    "-1m0.5s, -60500000000",
    "2562047h47m16.854775807s, 9223372036854775807"
  })
  void goDurationsAreReadAndWritten(String text, long nanos) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1.5h, 5400000000000", ".5s, 500000000", "+5s, 5000000000", "0, 0", "1us, 1000"})
  void otherSpellingsOfGoDurationsAreRead(String text, long nanos) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "15", "s", "1d", "1 s", "--1s", "1.2.3s", "3000000h", "9223372036855s"})
  void refusesWhatGoRefusesAsDuration(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .hasMessage("\"" + text + "\" is no Go duration");
  }

  @ParameterizedTest
  @CsvSource({
    "15s, 15000",
    "1min, 60000",
    "2h 30m, 9000000",
    "500ms, 500",
    "2days, 172800000",
    "1h15min, 4500000",
    "1w, 604800000",
    "1M, 2630016000",
    "1y, 31557600000"
  })
  void humanDurationsAreRead(String text, long millis) {
    assertThat(HumanDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "1.5h", "-1s", "1fortnight", "99999999999999999999s"})
  void refusesOtherHumanDurations(String text) {
    assertThatThrownBy(() -> HumanDuration.parse(text))
        .hasMessage("\"" + text + "\" is no duration");
  }

  @ParameterizedTest
  @CsvSource({
    "32GiB, 34359738368, 32GiB",
    "2KiB, 2048, 2KiB",
    "34359738368, 34359738368, 32GiB",
    "512 mib, 536870912, 512MiB",
    "1KB, 1000, 1000B",
    "1.5KiB, 1536, 1536B",
    "0B, 0, 0B"
  })
  void sizesAreReadAndWritten(String text, long bytes, String written) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    assertThat(ByteSize.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GiB", "-1KiB", "1XiB", "0.3B", "9999999PiB"})
  void refusesOtherSizes(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .hasMessage("\"" + text + "\" is no size in bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "5 nanoFIL, 5000000000",
    "5nFIL, 5000000000",
    "0.5, 500000000000000000",
    "1 fil, 1000000000000000000",
    "7 aFIL, 7",
    "'', 0"
  })
  void amountsAreRead(String text, BigInteger atto) {
    assertThat(Fil.parse(text)).isEqualTo(new Fil(atto));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 microFIL", "0.5 attoFIL", "FIL", "1e3", "five"})
  void refusesOtherAmounts(String text) {
    assertThatThrownBy(() -> Fil.parse(text)).hasMessage("\"" + text + "\" is no amount of FIL");
  }

  @Test
  void amountsAreWrittenInFil() {
    assertThat(Fil.parse("5 nanoFIL")).hasToString("0.000000005 FIL");
    assertThat(Fil.ZERO).hasToString("0 FIL");
  }

  @Test
  void anAddressWithoutHostIsReachedOnThisMachine() {
    assertThat(ListenAddress.parse(":1789").reachable()).hasToString("127.0.0.1:1789");
    assertThat(ListenAddress.parse("0.0.0.0:1").reachable()).hasToString("127.0.0.1:1");
    assertThat(ListenAddress.parse("[::]:1").reachable()).hasToString("[::1]:1");
    assertThat(ListenAddress.parse("host:80").reachable()).hasToString("host:80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1789", ":", ":65536", "::1:80", "host:http"})
  void refusesOtherListenAddresses(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text)).hasMessageContaining("host:port");
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/10.0.0.1/tcp/1789, http://10.0.0.1:1789/rpc/v0",
    "/ip6/::1/tcp/1789, http://[::1]:1789/rpc/v0",
    "/dns/manager.example/tcp/443/https, https://manager.example:443/rpc/v0",
    "http://10.0.0.1:1789/some/path, http://10.0.0.1:1789/rpc/v0",
    "ws://10.0.0.1:1789, http://10.0.0.1:1789/rpc/v0",
    "https://manager.example, https://manager.example/rpc/v0"
  })
  void addressesOfTheManagerBecomeUrls(String text, String url) {
    assertThat(ManagerAddress.parse(text)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.1:1789", "/ip4/10.0.0.1", "/ip4/1.2.3.4/tcp/70000", "http://"})
  void refusesOtherAddressesOfTheManager(String text) {
    assertThatThrownBy(() -> ManagerAddress.parse(text))
        .hasMessage("\"" + text + "\" is no address of a manager");
  }

  @Test
  void aTildeIsTheHomeFolder() {
    assertThat(UserPath.parse("~/store"))
        .isEqualTo(Path.of(System.getProperty("user.home"), "store"));
    assertThat(UserPath.parse("/a/~b")).isEqualTo(Path.of("/a/~b"));
    assertThatThrownBy(() -> UserPath.parse(" ")).hasMessage("an empty path");
  }
}
