package io.damocles.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes on one connection of HTTP/1, as they are. */
public final class RawConnection implements AutoCloseable {
  private static final int LIMIT_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;

  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * An answer.
   *
   * @param head status line and headers, names in lower case
   */
  public record Answer(String head, String body) {
    public int status() {
      return Integer.parseInt(head.substring(9, 12));
    }
  }

  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends a POST with no more than it needs. */
  public void post(String body) throws IOException {
    write(
        "POST /rpc/v0 HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(body.getBytes(StandardCharsets.UTF_8).length, body));
  }

  /** Reads a head and as many bytes as it announces. */
  public Answer read() throws IOException {
    String head = head();
    int at = head.indexOf("content-length: ");
    int length =
        at < 0 ? 0 : Integer.parseInt(head.substring(at + 16).lines().findFirst().orElse("0"));
    return new Answer(head, new String(bytes(length), StandardCharsets.UTF_8));
  }

  /** Reads up to the empty line. */
  public String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      head.write(next());
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    return lowerNames(text);
  }

  /** Reads so many bytes. */
  public byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  public int next() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("closed");
    }
    return next;
  }

  /** Whether the other side ends the connection, with nothing before that. */
  public boolean ends() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The head with the names of its headers in lower case. */
  public static String lowerNames(String head) {
    StringBuilder lower = new StringBuilder();
    head.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              lower
                  .append(
                      colon < 0
                          ? line
                          : line.substring(0, colon).toLowerCase(Locale.ROOT)
                              + line.substring(colon))
                  .append("\r\n");
            });
    return lower.toString();
  }
}
