package io.damocles.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingRpcClientTest {
  private ServerSocket server = open();

  @BeforeEach
  void listen() throws IOException {
    server.close();
    server = open();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void readsAnAnswerWithoutALength() throws IOException {
    answer("HTTP/1.1 200 OK\r\n\r\n{\"jsonrpc\":\"2.0\",\"result\":\"x\",\"id\":1}\n");

    assertThat(call()).isEqualTo("x");
  }

  @Test
  void readsOnlyAsMuchAsTheLengthSays() throws IOException {
    answer("HTTP/1.1 200 OK\r\ncontent-LENGTH:  15 \r\n\r\n{\"result\": \"y\"}rubbish");

    assertThat(call()).isEqualTo("y");
  }

  @Test
  void anErrorHasItsCodeAndMessage() {
    answer("HTTP/1.1 500 No\r\n\r\n{\"error\":{\"code\":-32700,\"data\":{},\"message\":\"m\"}}");

    assertThatThrownBy(this::call)
        .isInstanceOfSatisfying(
            RpcException.class, error -> assertThat(error.code()).isEqualTo(-32_700))
        .hasMessage("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-x\\r\\n | does not speak HTTP",
        "HTTP/1.1 404 Not Found\\r\\n\\r\\nnothing | answered \"HTTP/1.1 404 Not Found\" without JSON-RPC",
        "HTTP/1.1 500 Oh\\r\\nContent-Length: 0\\r\\n\\r\\n | answered \"HTTP/1.1 500 Oh\" without JSON-RPC",
        "HTTP/1.1 200 OK\\r\\n\\r\\n{\"result\": | answered \"HTTP/1.1 200 OK\" without JSON-RPC",
        "HTTP/1.1 200 OK\\r\\n\\r\\n[] | answered \"HTTP/1.1 200 OK\" without JSON-RPC",
        "HTTP/1.1 200 OK\\r\\nContent-Length: two\\r\\n\\r\\n{} | sent Content-Length \"two\", expected a number of bytes",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n{} | sent Content-Length \"-1\", expected a number of bytes",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9999999999\\r\\n\\r\\n{} | sent Content-Length \"9999999999\", expected",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n{} | broke its answer off after 2 of 9 bytes"
      })
  void saysWhatIsWrongWithAnAnswer(String raw, String message) {
    answer(raw.replace("\\r\\n", "\r\n"));

    assertThatThrownBy(this::call)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + server.getLocalPort() + " " + message);
  }

  @Test
  void doesNotWaitForEver() {
    var client = new BlockingRpcClient("127.0.0.1", server.getLocalPort(), Duration.ofMillis(50));

    assertThatThrownBy(() -> client.call("M", out -> {}, JsonParser::getText))
        .hasMessage("127.0.0.1:" + server.getLocalPort() + " did not answer within 50 ms");
  }

  @Test
  void namesAHostThatIsNotKnown() {
    var client = new BlockingRpcClient("no.such.host.invalid", 1, Duration.ofSeconds(5));

    assertThatThrownBy(() -> client.call("M", out -> {}, JsonParser::getText))
        .hasMessage("no manager at no.such.host.invalid:1: unknown host");
  }

  private String call() throws IOException {
    return new BlockingRpcClient("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5))
        .call("M", out -> out.writeString("p"), JsonParser::getText);
  }

  private void answer(String raw) {
    var thread =
        new Thread(
            () -> {
              try (var socket = server.accept()) {
                socket.getInputStream().readNBytes(20);
                socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
