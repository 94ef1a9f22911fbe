package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
  private static final String CLAIMED =
      "{\"jsonrpc\":\"2.0\",\"result\":[{\"Id\":\"abc.1\",\"Input\":{}}],\"id\":1}\n";

  private final HttpAnswer answer = new HttpAnswer();

  @Test
  void readsAnAnswerOfKnownLength() {
    boolean complete = read("HTTP/1.1 200 OK\r\nContent-Length: 62\r\n\r\n" + CLAIMED);

    assertThat(complete).isTrue();
    assertThat(answer.refused()).isFalse();
    assertThat(answer.quotedAfter(Calls.ALLOCATED)).isEqualTo("abc.1");
  }

  @Test
  void readsChunksAsGoSendsThem() {
    String body = "5\r\n{\"Id\"\r\nA\r\n:\"abc\"}123\r\n0\r\n\r\n";

    boolean complete = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);

    assertThat(complete).isTrue();
    assertThat(answer.length()).isEqualTo(15);
    assertThat(answer.quotedAfter(Calls.ALLOCATED)).isEqualTo("abc");
  }

  @Test
  void readsByteByByte() {
    String text = "HTTP/1.1 200 OK\r\ncontent-length: 62\r\n\r\n" + CLAIMED;

    for (int i = 0; i < text.length() - 1; i++) {
      assertThat(read(text.substring(i, i + 1))).isFalse();
    }

    assertThat(read(text.substring(text.length() - 1))).isTrue();
    assertThat(answer.quotedAfter(Calls.ALLOCATED)).isEqualTo("abc.1");
  }

  @Test
  void keepsOnlyTheBeginningOfALargeBody() {
    String body = CLAIMED + "x".repeat(100_000);

    boolean complete =
        read("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

    assertThat(complete).isTrue();
    assertThat(answer.length()).isEqualTo(body.length());
    assertThat(answer.beginning()).hasSize(512).startsWith(CLAIMED);
  }

  @Test
  void knowsRefusals() {
    String error = "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no\"}}";

    read("HTTP/1.1 200 OK\r\nContent-Length: " + error.length() + "\r\n\r\n" + error);
    assertThat(answer.refused()).isTrue();

    answer.clear();
    read("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.refused()).isTrue();
  }

  private boolean read(String text) {
    return answer.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
