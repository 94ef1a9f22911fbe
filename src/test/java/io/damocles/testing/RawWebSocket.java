package io.damocles.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client's side of a WebSocket, frame by frame (RFC 6455). */
public final class RawWebSocket implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

  private final RawConnection connection;
  private final String handshake;

  /** Shakes hands as gorilla's client does. */
  public RawWebSocket(int port) throws IOException {
    connection = new RawConnection(port);
    connection.write(
        String.join(
            "\r\n",
            "GET /rpc/v0 HTTP/1.1",
            "Host: 127.0.0.1",
            "User-Agent: Go-http-client/1.1",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "Upgrade: websocket",
            "",
            ""));
    handshake = connection.head();
  }

  /** A frame that came. */
  public record Frame(boolean end, int kind, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  public String handshake() {
    return handshake;
  }

  public void text(String text) throws IOException {
    frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public void frame(boolean end, int kind, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((end ? 0x80 : 0) | kind);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    connection.write(frame.toByteArray());
  }

  /** The next frame; a server's must not be masked. */
  public Frame read() throws IOException {
    int first = connection.next();
    int length = connection.next();
    if ((length & 0x80) != 0) {
      throw new IOException("a server's frame is masked");
    }
    if (length == 126) {
      length = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = Math.toIntExact(ByteBuffer.wrap(connection.bytes(8)).getLong());
    }
    return new Frame((first & 0x80) != 0, first & 0x0f, connection.bytes(length));
  }

  /** The next message of text, in as many frames as it takes. */
  public String message() throws IOException {
    StringBuilder text = new StringBuilder();
    Frame frame;
    do {
      frame = read();
      if (frame.kind() != TEXT && frame.kind() != CONTINUATION) {
        throw new IOException("a frame of kind " + frame.kind());
      }
      text.append(frame.text());
    } while (!frame.end());
    return text.toString();
  }

  /** Whether the other side ends the connection without another frame. */
  public boolean ends() throws IOException {
    return connection.ends();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
