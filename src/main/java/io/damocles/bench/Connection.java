package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One keep-alive connection, with one call at a time. */
final class Connection {
  private static final byte[] END_OF_HEAD = HttpAnswer.ascii("\r\n\r\n");
  private static final int LONGEST_NUMBER = 10;

  private final int index;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final byte[] head;
  private final HttpAnswer answer = new HttpAnswer();
  private ByteBuffer out = ByteBuffer.allocateDirect(1024);
  private long sentAt;

  Connection(int index, SocketChannel channel, SelectionKey key, URI api) {
    this.index = index;
    this.channel = channel;
    this.key = key;
    this.head = head(api);
  }

  /** The head of a call, up to the number of bytes. */
  static byte[] head(URI api) {
    return HttpAnswer.ascii(
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: "
            .formatted(api.getPath(), api.getAuthority()));
  }

  int index() {
    return index;
  }

  HttpAnswer answer() {
    return answer;
  }

  long elapsedNanos() {
    return System.nanoTime() - sentAt;
  }

  void send(byte[] body) throws IOException {
    int needed = head.length + LONGEST_NUMBER + END_OF_HEAD.length + body.length;
    if (out.capacity() < needed) {
      out = ByteBuffer.allocateDirect(needed);
    }
    out.clear().put(head);
    number(body.length);
    out.put(END_OF_HEAD).put(body).flip();
    answer.clear();
    sentAt = System.nanoTime();
    write();
  }

  /** Writes what the socket takes; the rest follows when it takes more. */
  void write() throws IOException {
    channel.write(out);
    int interest =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /** Takes bytes of the answer; returns whether it is complete. */
  boolean take(ByteBuffer arrived) {
    return answer.read(arrived);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      key.cancel();
    }
  }

  private void number(int value) {
    if (value >= 10) {
      number(value / 10);
    }
    out.put((byte) ('0' + value % 10));
  }
}
