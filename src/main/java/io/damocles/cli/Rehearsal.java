package io.damocles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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

  private static final String THREADS =
      "{\"jsonrpc\":\"2.0\",\"result\":[{\"index\":0,\"job_id\":null,\"thread_state\":"
          + "{\"elapsed\":2,\"state\":\"Paused\"}}],\"id\":1}";

  private static final String CID =
      "bafy2bzaceaap4iufprt2vrhbizie4bow5s2efdrs2chhhzfsih3oxdlst32ws";
  private static final Map<String, String> CHAIN =
      Map.of(
          "ChainHead",
          "{\"Cids\":[{\"/\":\"" + CID + "\"}],\"Blocks\":[{\"Timestamp\":1}],\"Height\":30}",
          "StateGetNetworkParams",
          "{\"BlockDelaySecs\":30}",
          "StateMinerProvingDeadline",
          "{\"CurrentEpoch\":30,\"PeriodStart\":20,\"Index\":0,\"Open\":20,\"Close\":80,"
              + "\"Challenge\":0,\"FaultCutoff\":-50,\"WPoStPeriodDeadlines\":2,"
              + "\"WPoStProvingPeriod\":120,\"WPoStChallengeWindow\":60,"
              + "\"WPoStChallengeLookback\":20,\"FaultDeclarationCutoff\":70}",
          "StateMinerInfo",
          "{\"Owner\":\"f01\",\"ControlAddresses\":null,"
              + "\"SectorSize\":2048,\"BeneficiaryTerm\":{\"Quota\":\"0\"}}",
          "StateMinerDeadlines",
          "[{\"PostSubmissions\":[0,1],\"DisputableProofCount\":0},"
              + "{\"PostSubmissions\":[0],\"DisputableProofCount\":0}]",
          "StateMinerPartitions",
          "[{\"AllSectors\":[1,2],\"FaultySectors\":[0],\"RecoveringSectors\":[0],"
              + "\"LiveSectors\":[1,2],\"ActiveSectors\":[1,2]}]");

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    with(JOBS, 0, "wdpost", "list");
    with(JOBS, 0, "wdpost", "list", "--all", "--detail");
    with(NO_JOB, 1, "wdpost", "reset", "a");
    with(WORKERS, 0, "list");
    threads();
    onChain("chain", "head");
    onChain("miner", "info", "1000");
    onChain("sealer", "proving", "--miner", "f01000", "info");
    onChain("sealer", "proving", "--miner", "f01000", "deadlines");
    onChain("sealer", "proving", "--miner", "f01000", "deadline", "0");
    messages();
    expect(0, ManagerMain.run("--version"), "--version");
    run(0, "util", "worker", "wdpost", "list", "--help");
  }

  private static void messages() throws IOException {
    var file = Files.createTempFile("rehearsal", ".json");
    try {
      Files.writeString(file, "{\"Faults\":[{\"Deadline\":1,\"Partition\":0,\"Sectors\":[5,1]}]}");
      run(0, "util", "message", "encode", "--method", "10", file.toString());
      run(0, "util", "message", "decode", "--method", "10", "8180");
      run(0, "util", "message", "decode", "--method", "10", "gYA=");
    } finally {
      Files.delete(file);
    }
  }

  private static void with(String answer, int expected, String... command) throws IOException {
    try (var server = serve(request -> answer)) {
      var port = server.getLocalPort();
      var start = Stream.of("util", "--listen", "127.0.0.1:" + port, "worker");
      run(expected, Stream.concat(start, Stream.of(command)).toArray(String[]::new));
    }
  }

  private static void threads() throws IOException {
    try (var server = serve(request -> THREADS)) {
      String[] args = {"worker", "--host", "127.0.0.1:" + server.getLocalPort(), "list"};
      expect(0, CommandLines.run(new WorkerCommand(terminal()), args), args);
    }
  }

  /** With a configuration file, so that reading one is rehearsed too. */
  private static void onChain(String... command) throws IOException {
    var folder = Files.createTempDirectory("rehearsal");
    var file = folder.resolve("sector-manager.cfg");
    try (var server = serve(Rehearsal::chainAnswer)) {
      Files.writeString(
          file, "[Common.API]\nChain = \"/ip4/127.0.0.1/tcp/" + server.getLocalPort() + "\"\n");
      var start = Stream.of("--home", folder.toString(), "util");
      run(0, Stream.concat(start, Stream.of(command)).toArray(String[]::new));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static String chainAnswer(String request) {
    return CHAIN.entrySet().stream()
        .filter(call -> request.contains("." + call.getKey() + "\""))
        .map(call -> "{\"jsonrpc\":\"2.0\",\"result\":" + call.getValue() + ",\"id\":1}")
        .findFirst()
        .orElse(NO_JOB);
  }

  private static ServerSocket serve(UnaryOperator<String> answers) throws IOException {
    var server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    var thread = new Thread(() -> answer(server, answers), "rehearsal");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** Without the environment, which may name a node. */
  private static Terminal terminal() {
    var real = Terminals.system();
    return new Terminal(real.out(), real.err(), real.clock(), real.zone(), Map.of());
  }

  private static void run(int expected, String... args) {
    expect(expected, CommandLines.run(new ManagerCommand(terminal()), args), args);
  }

  private static void expect(int expected, int code, String... args) {
    if (code != expected) {
      throw new IllegalStateException(
          String.join(" ", args) + ": exit code " + code + ", expected " + expected);
    }
  }

  private static void answer(ServerSocket server, UnaryOperator<String> answers) {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        var body = answers.apply(request(socket.getInputStream()));
        var head = "HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        // the command then fails, and main says so
      }
    }
  }

  /** All of it: its body ends with the id, which is always 1. */
  private static String request(InputStream in) throws IOException {
    var request = new StringBuilder();
    while (request.indexOf("\"id\":1}") < 0) {
      var next = in.read();
      if (next < 0) {
        break;
      }
      request.append((char) next);
    }
    return request.toString();
  }
}
