package io.damocles.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Keep-alive connections to one manager, all served by the calling thread: the client shares the
 * machine with the server it measures, so it must cost as little as it can.
 */
final class Connections implements AutoCloseable {
  private static final int READ_BYTES = 256 << 10;

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final ByteBuffer arrived = ByteBuffer.allocateDirect(READ_BYTES);

  /** Is told what becomes of the calls. */
  interface Listener {
    /**
     * An answer is complete; its fields are valid during this call only.
     *
     * @param nanos from the first byte written to the last byte read
     */
    void answered(int connection, HttpAnswer answer, long nanos);

    /** The connection broke or was closed by the manager, before the answer was complete. */
    void lost(int connection);
  }

  private Connections(Selector selector) {
    this.selector = selector;
  }

  /** Opens so many connections to the manager's API. */
  static Connections open(URI api, int count) throws IOException {
    Connections all = new Connections(Selector.open());
    InetSocketAddress address = new InetSocketAddress(api.getHost(), api.getPort());
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(all.selector, SelectionKey.OP_READ);
        Connection connection = new Connection(i, channel, key, api);
        key.attach(connection);
        all.connections.add(connection);
      }
      return all;
    } catch (IOException e) {
      all.close();
      throw new IOException("cannot connect to %s: %s".formatted(api, e.getMessage()), e);
    }
  }

  int size() {
    return connections.size();
  }

  /** Sends a call on a connection that has none under way. */
  void send(int connection, byte[] body, Listener listener) {
    try {
      connections.get(connection).send(body);
    } catch (IOException e) {
      drop(connections.get(connection), listener);
    }
  }

  /** Waits until something arrives, at the most so long, and tells the listener of it. */
  void poll(Listener listener, long timeoutMillis) throws IOException {
    if (timeoutMillis <= 0) {
      selector.selectNow(key -> ready(key, listener));
    } else {
      selector.select(key -> ready(key, listener), timeoutMillis);
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  private void ready(SelectionKey key, Listener listener) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        connection.write();
      }
      if (key.isReadable()) {
        read(connection, listener);
      }
    } catch (IOException e) {
      drop(connection, listener);
    }
  }

  private void read(Connection connection, Listener listener) throws IOException {
    arrived.clear();
    if (connection.read(arrived) < 0) {
      drop(connection, listener);
      return;
    }
    arrived.flip();
    if (connection.take(arrived)) {
      listener.answered(connection.index(), connection.answer(), connection.elapsedNanos());
    }
  }

  private static void drop(Connection connection, Listener listener) {
    connection.close();
    listener.lost(connection.index());
  }
}
