package io.damocles.worker;

import io.damocles.testing.RawConnection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * damocles' manager as bytes on sockets: its answers in Go's form, or whatever the test has put in
 * line for a method.
 */
final class RawManager implements AutoCloseable {
  /** In place of an answer: the connection is closed. */
  static final String CLOSE = "";

  private static final String ID = "\"id\":";
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, BlockingQueue<String>> inLine = new ConcurrentHashMap<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  RawManager() throws IOException {
    start(this::accept);
  }

  /**
   * One request as it came.
   *
   * @param head request line and headers, names in lower case
   */
  record Request(String head, String body) {
    String method() {
      return body.replaceAll("(?s).*\"method\":\"([^\"]*)\".*", "$1");
    }

    String id() {
      return body.substring(body.lastIndexOf(ID) + ID.length(), body.length() - 1);
    }

    /** The JSON of its parameters. */
    String params() {
      return body.substring(body.indexOf("\"params\":") + 9, body.lastIndexOf("," + ID));
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<Request> requests() {
    return requests;
  }

  List<Request> requests(String method) {
    return requests.stream().filter(request -> request.method().equals("Venus." + method)).toList();
  }

  /** The next call of the method gets these bytes; {@code $ID} in them is its id. */
  RawManager next(String method, String http) {
    inLine.computeIfAbsent("Venus." + method, name -> new LinkedBlockingQueue<>()).add(http);
    return this;
  }

  /** An answer as Go's server frames it. */
  static String http(int status, String body) {
    return "HTTP/1.1 %d %s\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nContent-Length: %d\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s"
        .formatted(
            status,
            status == 200 ? "OK" : "Internal Server Error",
            body.getBytes(StandardCharsets.UTF_8).length,
            body);
  }

  static String result(String json) {
    return "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":$ID}\n";
  }

  static String error(int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":$ID,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n"
        .formatted(code, message);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      sockets.add(socket);
      start(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String answer = CLOSE;
      do {
        Request request = read(in);
        requests.add(request);
        answer = answer(request);
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } while (!answer.equals(CLOSE));
    }
  }

  private Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.append((char) next);
    }
    String lower = RawConnection.lowerNames(head.toString());
    int length = Integer.parseInt(lower.replaceAll("(?s).*\r\ncontent-length: (\\d+)\r\n.*", "$1"));
    return new Request(lower, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String answer(Request request) {
    BlockingQueue<String> line = inLine.get(request.method());
    String given = line == null ? null : line.poll();
    String template = given == null ? standard(request) : given;
    int end = template.indexOf("\r\n\r\n");
    if (!template.contains("$ID")) {
      return template;
    }
    String body = template.substring(end + 4).replace("$ID", request.id());
    return template
            .substring(0, end + 4)
            .replaceFirst(
                "Content-Length: \\d+",
                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length)
        + body;
  }

  private static String standard(Request request) {
    return switch (request.method()) {
      case "Venus.StoreBasicInfo" ->
          http(
              200,
              result(
                  "{\"Name\":\"s1\",\"Path\":\"/mnt/s1\",\"Strict\":false,\"ReadOnly\":false,\"Weight\":0,\"Meta\":null}"));
      case "Venus.WdPoStAllocateJobs" -> http(200, result("[]"));
      case "Venus.WdPoStHeartbeatJobs", "Venus.WdPoStFinishJob", "Venus.WorkerPing" ->
          http(200, result("null"));
      default ->
          http(
              500,
              error(-32601, "(error code -32601) method '" + request.method() + "' not found"));
    };
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The test or the worker is done with it.
              }
            },
            "raw-manager");
    thread.setDaemon(true);
    thread.start();
  }
}
