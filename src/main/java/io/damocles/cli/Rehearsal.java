package io.damocles.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/**
 * Runs the short commands once against answers of its own, so that {@code bin/lib/launch.sh} learns
 * which classes they load and can put these into an archive.
 */
public final class Rehearsal {
  private static final String JOBS =
      "{\"jsonrpc\":\"2.0\",\"result\":{\"Jobs\":[{\"Id\":\"a\",\"State\":\"running\","
          + "\"Partitions\":[0],\"Input\":{\"Sectors\":null,\"MinerId\":1},\"TryNum\":1,"
          + "\"StartedAt\":1,\"HeartbeatAt\":2,\"CreatedAt\":1}],\"MaxTry\":2},\"id\":1}";
  private static final String NO_JOB =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no such job\"}}";
  private static final String WORKERS =
      "{\"jsonrpc\":\"2.0\",\"result\":[{\"Info\":{\"Name\":\"w\"},\"LastPing\":1}],\"id\":1}";

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    with(JOBS, 0, "wdpost", "list");
    with(JOBS, 0, "wdpost", "list", "--all", "--detail");
    with(NO_JOB, 1, "wdpost", "reset", "a");
    with(WORKERS, 0, "list");
    run(0, "--version");
    run(0, "util", "worker", "wdpost", "list", "--help");
  }

  private static void with(String answer, int expected, String... command) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var thread = new Thread(() -> answer(server, answer), "rehearsal");
      thread.setDaemon(true);
      thread.start();
      String[] args = new String[4 + command.length];
      args[0] = "util";
      args[1] = "--listen";
      args[2] = "127.0.0.1:" + server.getLocalPort();
      args[3] = "worker";
      System.arraycopy(command, 0, args, 4, command.length);
      run(expected, args);
    }
  }

  private static void run(int expected, String... args) {
    var code = ManagerMain.run(args);
    if (code != expected) {
      throw new IllegalStateException(
          String.join(" ", args) + ": exit code " + code + ", expected " + expected);
    }
  }

  private static void answer(ServerSocket server, String body) {
    try (var socket = server.accept()) {
      while (socket.getInputStream().read() != '\n') {
        // the request's first line is enough; the command has written all of it by then
      }
      var head = "HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // the command then fails, and main says so
    }
  }
}
