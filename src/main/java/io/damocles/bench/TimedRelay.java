package io.damocles.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a worker and its manager and notes when a job goes by and when the answer to its
 * result does. For one job at a time.
 */
final class TimedRelay implements AutoCloseable {
  private static final int KEPT = 4 << 10;
  private static final long PATIENCE_SECONDS = 120;

  private final URI manager;
  private final ServerSocket server;
  private final BlockingQueue<Long> finished = new LinkedBlockingQueue<>();
  private volatile long claimedAt;

  private TimedRelay(URI manager, ServerSocket server) {
    this.manager = manager;
    this.server = server;
  }

  static TimedRelay start(URI manager) throws IOException {
    TimedRelay relay =
        new TimedRelay(manager, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    thread("relay", relay::accept);
    return relay;
  }

  /** What the worker takes for its manager. */
  URI api() {
    return URI.create("http://127.0.0.1:%d/rpc/v0".formatted(server.getLocalPort()));
  }

  /** From the last byte of the claim's answer to the first of the finish's, nanoseconds. */
  long awaitFinish() throws IOException {
    try {
      Long nanos = finished.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (nanos == null) {
        throw new BenchException("a job was not finished in %d s".formatted(PATIENCE_SECONDS));
      }
      return nanos;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket worker = server.accept();
      Socket api = new Socket(manager.getHost(), manager.getPort());
      worker.setTcpNoDelay(true);
      api.setTcpNoDelay(true);
      Exchange exchange = new Exchange();
      thread("relay-up", () -> copy(worker, api, exchange::asks));
      thread("relay-down", () -> copy(api, worker, exchange::answers));
    }
  }

  /** One connection, on which a call follows the answer to the last one. */
  private final class Exchange {
    private final StringBuilder call = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();

    synchronized void asks(String part) {
      if (!answer.isEmpty()) {
        call.setLength(0);
        answer.setLength(0);
      }
      call.append(part, 0, Math.min(part.length(), Math.max(0, KEPT - call.length())));
    }

    synchronized void answers(String part) {
      boolean first = answer.isEmpty();
      answer.append(part, 0, Math.min(part.length(), Math.max(0, KEPT - answer.length())));
      if (first && call.indexOf("Venus.WdPoStFinishJob") >= 0) {
        finished.add(System.nanoTime() - claimedAt);
      } else if (call.indexOf("Venus.WdPoStAllocateJobs") >= 0 && answer.indexOf("\"Id\":") >= 0) {
        claimedAt = System.nanoTime();
      }
    }
  }

  private interface Noting {
    void note(String part);
  }

  private static void copy(Socket from, Socket to, Noting noting) throws IOException {
    byte[] bytes = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        noting.note(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        out.write(bytes, 0, length);
      }
    }
  }

  private interface Body {
    void run() throws IOException;
  }

  private static void thread(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException closed) {
                // The other side of the connection is closed with it.
                return;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
