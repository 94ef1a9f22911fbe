package io.damocles.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1:1789/rpc/v0, http://10.0.0.1:1789/rpc/v0",
    "http://10.0.0.1:1789/other/path, http://10.0.0.1:1789/rpc/v0",
    "ws://10.0.0.1:1789, http://10.0.0.1:1789/rpc/v0",
    "wss://manager:1789, https://manager:1789/rpc/v0",
    "https://manager, https://manager:443/rpc/v0",
    "http://manager, http://manager:80/rpc/v0",
    "http://[::1]:1789, http://[::1]:1789/rpc/v0",
  })
  void callsThePathOfTheManagerWhateverTheAddressSays(String address, String url) {
    assertThat(Endpoint.of(URI.create(address)).url()).isEqualTo(url);
  }

  @Test
  void keepsAnIpv6HostWithoutBrackets() {
    assertThat(Endpoint.of(URI.create("http://[::1]:1")).host()).isEqualTo("::1");
  }

  @Test
  void namesAnAddressWithAnotherScheme() {
    assertThatThrownBy(() -> Endpoint.of(URI.create("ftp://manager:1")))
        .hasMessage("address ftp://manager:1: expected http, https, ws or wss, got ftp");
  }
}
