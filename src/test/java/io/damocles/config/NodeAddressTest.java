package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "/ip4/10.0.0.1/tcp/3453, ws://10.0.0.1:3453/rpc/v1",
    "/ip4/10.0.0.1/tcp/3453/http, http://10.0.0.1:3453/rpc/v1",
    "/ip4/10.0.0.1/tcp/3453/wss, wss://10.0.0.1:3453/rpc/v1",
    "/ip4/10.0.0.1/tcp/3453/version/v0, ws://10.0.0.1:3453/rpc/v0",
    "/dns4/node.example/tcp/443/version/v2/https, https://node.example:443/rpc/v2",
    "/dns/node.example/tcp/443/wss/version/v2, wss://node.example:443/rpc/v2",
    "/ip6/::1/tcp/1234, ws://[::1]:1234/rpc/v1",
    "/ip6/fe80::1/tcp/1234/http/, http://[fe80::1]:1234/rpc/v1",
    "http://10.0.0.1:1234, http://10.0.0.1:1234/rpc/v1",
    "http://10.0.0.1:1234/, http://10.0.0.1:1234/rpc/v1",
    "ws://10.0.0.1:1234/rpc/v1, ws://10.0.0.1:1234/rpc/v1",
    "ws://10.0.0.1:1234/rpc/v0/, ws://10.0.0.1:1234/rpc/v0",
    "https://api.example/lotus/, https://api.example:443/lotus/rpc/v1",
    "WS://node, ws://node:80/rpc/v1",
    "wss://[::1], wss://[::1]:443/rpc/v1",
  })
  void becomesAUrl(String text, String url) {
    assertThat(NodeAddress.parse(text, "v1"))
        .hasToString(url)
        .extracting(NodeAddress::token)
        .isEqualTo(Optional.empty());
  }

  @Test
  void aTokenMayStandInFront() {
    NodeAddress address = NodeAddress.parse("aA0.b-_.c:/ip4/10.0.0.1/tcp/1234", "v1");

    assertThat(address.token()).contains("aA0.b-_.c");
    assertThat(address).hasToString("ws://10.0.0.1:1234/rpc/v1");
    assertThat(NodeAddress.parse("a.b.:http://host:1", "v1").token()).contains("a.b.");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:1234, expected a multiaddr",
    "node, expected a multiaddr",
    "'', expected a multiaddr",
    "/ip4/10.0.0.1, expected a multiaddr",
    "/ip4/10.0.0.1/tcp/99999, no port 99999",
    "/ip4/10.0.0.1/udp/1234, expected a multiaddr",
    "ftp://10.0.0.1:1234, expected a multiaddr",
    "http://, Expected authority",
    "http://user:secret@10.0.0.1:1234, only a host",
    "http://10.0.0.1:1234/?token=secret, only a host",
  })
  void namesWhatIsNone(String text, String why) {
    assertThatThrownBy(() -> NodeAddress.parse(text, "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("user:secret");
  }

  @Test
  void neverShowsATokenInAnError() {
    assertThatThrownBy(() -> NodeAddress.parse("aaa.secret.ccc:tcp://x", "v1"))
        .hasMessage(
            "\"tcp://x\" is no address: expected a multiaddr, or a URL of ws, wss, http or https");
  }
}
