package io.damocles.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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

  private static final String HEAD =
      "{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{\"Cids\":[{\"/\":\"bafy\"}],\"Blocks\":[],\"Height\":1}}";
  private static final String MINER =
      "{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{\"Owner\":\"f01\",\"ControlAddresses\":null,"
          + "\"SectorSize\":2048,\"BeneficiaryTerm\":{\"Quota\":\"0\"}}}";

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    with(JOBS, 0, "wdpost", "list");
    with(JOBS, 0, "wdpost", "list", "--all", "--detail");
    with(NO_JOB, 1, "wdpost", "reset", "a");
    with(WORKERS, 0, "list");
    node(HEAD, "chain", "head");
    node(MINER, "miner", "info", "1000");
    messages();
    run(0, "--version");
    run(0, "util", "worker", "wdpost", "list", "--help");
  }

  private static void messages() throws IOException {
    Path file = Files.createTempFile("rehearsal", ".json");
    try {
      Files.writeString(
          file,
          "{\"Faults\":[{\"Deadline\":1,\"Partition\":0,\"Sectors\":[5,1]}]}",
          StandardCharsets.UTF_8);
      run(0, "util", "message", "encode", "--method", "10", file.toString());
      run(0, "util", "message", "decode", "--method", "10", "8180");
      run(0, "util", "message", "decode", "--method", "10", "gYA=");
    } finally {
      Files.delete(file);
    }
  }

  /** A node of its own instead of the one that the environment or a configuration names. */
  private static void node(String answer, String... command) throws IOException {
    try (var server = serve(answer)) {
      Terminal real = Terminals.system();
      var environment = Map.of(ChainApi.VARIABLE, "http://127.0.0.1:" + server.getLocalPort());
      var terminal = new Terminal(real.out(), real.err(), real.clock(), real.zone(), environment);
      String[] args = new String[1 + command.length];
      args[0] = "util";
      System.arraycopy(command, 0, args, 1, command.length);
      expect(0, CommandLines.run(new ManagerCommand(terminal), args), args);
    }
  }

  private static ServerSocket serve(String answer) throws IOException {
    var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var thread = new Thread(() -> answer(server, answer), "rehearsal");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void with(String answer, int expected, String... command) throws IOException {
    try (var server = serve(answer)) {
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
    expect(expected, ManagerMain.run(args), args);
  }

  private static void expect(int expected, int code, String... args) {
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
