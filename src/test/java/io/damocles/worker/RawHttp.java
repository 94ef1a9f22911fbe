package io.damocles.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request as bytes on a socket, and the answer's bytes. */
public final class RawHttp {
  private RawHttp() {}

  /** What came back, the head's names in lower case. */
  public record Answer(String head, String body) {
    public int status() {
      return Integer.parseInt(head.substring(9, 12));
    }
  }

  /** Sends the bytes and reads until the other side closes. */
  public static Answer exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      return new Answer(
          text.substring(0, end).toLowerCase(java.util.Locale.ROOT), text.substring(end + 4));
    }
  }

  /** A POST with that content type. */
  public static Answer post(int port, String path, String type, String body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nhost: localhost\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            .formatted(path, type, body.getBytes(StandardCharsets.UTF_8).length);
    return exchange(port, head + body);
  }
}
