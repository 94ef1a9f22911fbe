package io.damocles.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of one thread, opened when it is needed; others may break it off. */
final class BlockingConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int SILENT_MILLIS = 40_000;

  private final URI api;
  private final byte[] head;
  private final byte[] arrived = new byte[16 << 10];
  private final HttpAnswer answer = new HttpAnswer();
  private volatile @Nullable Socket open;

  BlockingConnection(URI api) {
    this.api = api;
    this.head = Connection.head(api);
  }

  /**
   * Sends a call and blocks until it is answered.
   *
   * @return valid until the next call
   * @throws IOException if there is no connection, or it breaks, or nothing comes for 40 s
   */
  HttpAnswer call(byte[] body) throws IOException {
    Socket socket = open == null ? connect() : open;
    try {
      socket.getOutputStream().write(request(body));
      answer.clear();
      int length;
      do {
        length = socket.getInputStream().read(arrived);
        if (length < 0) {
          throw new EOFException("the manager closed the connection");
        }
      } while (!answer.read(ByteBuffer.wrap(arrived, 0, length)));
      return answer;
    } catch (IOException | RuntimeException broken) {
      close();
      throw broken;
    }
  }

  /** As if the process had been killed: whoever waits for an answer gets an exception. */
  @Override
  public void close() {
    Socket socket = open;
    open = null;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is closed all the same.
        return;
      }
    }
  }

  private byte[] request(byte[] body) {
    byte[] length = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + length.length + body.length)
        .put(head)
        .put(length)
        .put(body)
        .array();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    open = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SILENT_MILLIS);
    socket.connect(new InetSocketAddress(api.getHost(), api.getPort()), CONNECT_MILLIS);
    return socket;
  }
}
