package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.testing.RawConnection;
import io.damocles.testing.RawWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** damocles-manager.md §5.1 and §5.2: WebSocket by go-jsonrpc's conventions, frame by frame. */
class ManagerWebSocketConformanceTest {
  private static final String REMOVE =
      "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"Venus.WdPoStRemoveJob\",\"params\":[\"x\"]}\n";
  private static final String REMOVED = "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":%s}\n";

  @TempDir static Path home;
  private static ManagerFixture manager;
  private RawWebSocket socket;

  @BeforeAll
  static void start() throws IOException {
    manager = ManagerFixture.start(home);
  }

  @AfterAll
  static void stop() {
    manager.close();
  }

  @BeforeEach
  void connect() throws IOException {
    socket = new RawWebSocket(manager.port());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  @Test
  void shakesHandsWithoutExtensions() {
    assertThat(socket.handshake().toLowerCase(Locale.ROOT))
        .startsWith("http/1.1 101 ")
        .contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n")
        .doesNotContain("sec-websocket-extensions", "sec-websocket-protocol");
  }

  @Test
  void opensForProxiesThatKeepTheirConnections() throws IOException {
    try (RawConnection proxy = new RawConnection(manager.port())) {
      proxy.write(handshake("keep-alive, Upgrade"));
      assertThat(proxy.head()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void refusesAnUpgradeThatIsNone() throws IOException {
    try (RawConnection strange = new RawConnection(manager.port())) {
      strange.write("GET /rpc/v0 HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\n\r\n");
      assertThat(strange.head()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void answersATextFrameWithATextFrame() throws IOException {
    socket.text(REMOVE.formatted(7));

    RawWebSocket.Frame answer = socket.read();

    assertThat(answer.kind()).isEqualTo(RawWebSocket.TEXT);
    assertThat(answer.end()).isTrue();
    assertThat(answer.text()).isEqualTo(REMOVED.formatted(7));
  }

  @Test
  void takesABinaryFrameAndAMessageInPiecesWithAPingBetweenThem() throws IOException {
    byte[] request = REMOVE.formatted(8).getBytes(StandardCharsets.UTF_8);
    socket.frame(true, RawWebSocket.BINARY, request);
    assertThat(socket.message()).isEqualTo(REMOVED.formatted(8));

    socket.frame(false, RawWebSocket.TEXT, Arrays.copyOf(request, 20));
    socket.frame(true, RawWebSocket.PING, new byte[] {'p'});
    socket.frame(true, RawWebSocket.CONTINUATION, Arrays.copyOfRange(request, 20, request.length));
    assertThat(socket.read().kind()).isEqualTo(RawWebSocket.PONG);
    assertThat(socket.message()).isEqualTo(REMOVED.formatted(8));
  }

  @Test
  void answersAPingWithItsOwnBytes() throws IOException {
    socket.frame(true, RawWebSocket.PING, new byte[0]);
    assertThat(socket.read())
        .matches(frame -> frame.kind() == RawWebSocket.PONG && frame.payload().length == 0);
    socket.frame(true, RawWebSocket.PING, new byte[] {1, 2, 3});
    assertThat(socket.read())
        .matches(frame -> frame.kind() == RawWebSocket.PONG && frame.payload().length == 3);
  }

  @Test
  void pingsWithinSixSeconds() throws IOException {
    long begin = System.nanoTime();

    assertThat(socket.read().kind()).isEqualTo(RawWebSocket.PING);

    assertThat(System.nanoTime() - begin).isBetween(3_000_000_000L, 9_000_000_000L);
  }

  @Test
  void answersACloseFrameAndEnds() throws IOException {
    socket.frame(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8});

    RawWebSocket.Frame answer = socket.read();

    assertThat(answer.kind()).isEqualTo(RawWebSocket.CLOSE);
    assertThat(answer.payload()).startsWith(3, 0xe8);
    assertThat(socket.ends()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{\"id\":1",
        "[{\"id\":1,\"method\":\"Venus.Version\",\"params\":[]}]",
        "7"
      })
  void dropsAPeerThatSendsNoRequestWithoutACloseFrame(String text) throws IOException {
    socket.text(text);

    assertThat(socket.ends()).isTrue();
  }

  @Test
  void saysNothingToANotificationAndDoesIt() throws IOException {
    for (String id : new String[] {"", ",\"id\":null"}) {
      socket.text(
          "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.WorkerPing\",\"params\":[{\"Name\":\"n\",\"Dest\":\"d\"}]%s}"
              .formatted(id));
    }
    Awaitility.await()
        .until(
            () -> {
              socket.text("{\"id\":1,\"method\":\"Venus.WorkerGetPingInfo\",\"params\":[\"n\"]}");
              String answer = socket.message();
              assertThat(answer).endsWith(",\"id\":1}\n");
              return answer.contains("\"result\":{\"Info\":{\"Name\":\"n\"");
            });
  }

  @Test
  void answersErrorsOfProtocolAndMethodAsOverHttp() throws IOException {
    socket.text(
        "{\"id\":1,\"method\":\"Venus.NoSuch\",\"params\":[],\"meta\":{\"SpanContext\":\"AA==\"}}");
    assertThat(socket.message())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"(error code -32601) method 'Venus.NoSuch' not found\"}}\n");
    socket.text("{\"id\":2,\"method\":\"Venus.WdPoStResetJob\",\"params\":[]}");
    assertThat(socket.message())
        .contains("(error code -32602) wrong param count (method 'Venus.WdPoStResetJob'): 0 != 1");
    socket.text("{\"id\":3,\"method\":\"Venus.WdPoStResetJob\",\"params\":[1]}");
    assertThat(socket.message())
        .contains(
            "\"id\":3,\"error\":{\"code\":-32700,\"message\":\"(error code -32700) unmarshaling");
    socket.text("{\"id\":4,\"method\":\"Venus.WorkerPingInfoRemove\",\"params\":[\"x\"]}");
    assertThat(socket.message()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":4}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"five\""})
  void takesACallBackAndGoesOn(String id) throws IOException {
    socket.text(
        "{\"id\":%s,\"method\":\"Venus.WdPoStAllocateJobs\",\"params\":[{\"WaitMillis\":60000},1,\"w\"]}"
            .formatted(id));
    manager.awaitWaiting(1);
    socket.text("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[%s]}".formatted(id));

    assertThat(socket.message())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":1,\"message\":\"context canceled\"}}\n"
                .formatted(id));
    socket.text(REMOVE.formatted(6));
    assertThat(socket.message()).isEqualTo(REMOVED.formatted(6));
  }

  @Test
  void answersEveryOneOfManyCallsOnce() throws IOException {
    Set<Integer> open = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      socket.text(REMOVE.formatted(i));
      open.add(i);
    }
    for (int i = 0; i < 200; i++) {
      String answer = socket.message();
      String id = answer.replaceAll(".*\"id\":(\\d+)}\n", "$1");
      assertThat(open.remove(Integer.valueOf(id))).isTrue();
    }
  }

  @Test
  void takesAFrameOfMegabytes() throws IOException {
    socket.text("{\"pad\":\"" + "x".repeat(3 << 20) + "\"," + REMOVE.formatted(9).substring(1));

    assertThat(socket.message()).isEqualTo(REMOVED.formatted(9));
  }

  @Test
  void refusesAFrameThatIsNotMasked() throws IOException {
    try (RawConnection bad = new RawConnection(manager.port())) {
      bad.write(handshake("Upgrade"));
      bad.head();
      bad.write(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertThatThrownBy(
              () -> {
                while (true) {
                  bad.next();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private static String handshake(String connection) {
    return String.join(
        "\r\n",
        "GET /rpc/v0 HTTP/1.1",
        "Host: x",
        "Connection: " + connection,
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "",
        "");
  }
}
