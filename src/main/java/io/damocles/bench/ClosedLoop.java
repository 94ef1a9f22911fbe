package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Runs a load: each connection sends its next call as soon as the last one is answered. */
final class ClosedLoop implements Connections.Listener {
  private static final long PATIENCE_SECONDS = 120;
  private static final long POLL_MILLIS = 100;

  private final Connections connections;
  private final Load load;
  private final Latencies latencies = new Latencies();
  private int busy;
  private int refused;
  private int lost;
  private long heardAt;

  private ClosedLoop(Connections connections, Load load) {
    this.connections = connections;
    this.load = load;
  }

  /**
   * Runs until no connection has more to ask.
   *
   * @throws IOException if the manager closes a connection or falls silent
   */
  static Measurement run(URI api, int clients, Load load) throws IOException {
    try (Connections connections = Connections.open(api, clients)) {
      ClosedLoop loop = new ClosedLoop(connections, load);
      Measurement measured = loop.run(() -> {});
      if (loop.lost > 0) {
        throw new IOException("the manager closed %d connections".formatted(loop.lost));
      }
      return measured;
    }
  }

  /**
   * Runs until every connection is lost or has no more to ask.
   *
   * @param between called again and again, at least ten times a second
   */
  static void runUntilGone(URI api, int clients, Load load, Runnable between) throws IOException {
    try (Connections connections = Connections.open(api, clients)) {
      new ClosedLoop(connections, load).run(between);
    }
  }

  private Measurement run(Runnable between) throws IOException {
    long begin = System.nanoTime();
    heardAt = begin;
    for (int i = 0; i < connections.size(); i++) {
      ask(i);
    }
    while (busy > 0) {
      connections.poll(this, POLL_MILLIS);
      if (System.nanoTime() - heardAt > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IOException(
            "the manager has not answered for %d seconds".formatted(PATIENCE_SECONDS));
      }
      between.run();
    }
    return latencies.over(heardAt - begin, refused);
  }

  private void ask(int connection) {
    byte[] call = load.next(connection);
    if (call != null) {
      busy++;
      connections.send(connection, call, this);
    }
  }

  @Override
  public void answered(int connection, HttpAnswer answer, long nanos) {
    heardAt = System.nanoTime();
    busy--;
    switch (load.answered(connection, answer)) {
      case DONE -> latencies.add(nanos);
      case REFUSED -> refused++;
      case NOTHING -> {}
    }
    ask(connection);
  }

  @Override
  public void lost(int connection) {
    heardAt = System.nanoTime();
    busy--;
    lost++;
  }
}
