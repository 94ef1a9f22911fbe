package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A manager over real HTTP that answers as damocles' does, unless told otherwise. */
public final class RecordingManager implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Method> methods = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final BlockingQueue<JsonNode> jobs = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  public RecordingManager() throws IOException {
    server = listen(0);
    on("Venus.StoreBasicInfo", RecordingManager::store);
    on("Venus.WorkerPing", params -> null);
    on("Venus.WdPoStHeartbeatJobs", params -> null);
    on("Venus.WdPoStFinishJob", params -> null);
    on("Venus.WdPoStAllocateJobs", params -> allocate(0));
  }

  /** One call as it came. */
  record Call(String method, JsonNode params, long atMillis, Map<String, List<String>> headers) {}

  /** Answers the parameters; throws RpcException for an error. */
  interface Method {
    @Nullable JsonNode call(JsonNode params) throws Exception;
  }

  RecordingManager on(String method, Method answer) {
    methods.put(method, answer);
    return this;
  }

  /** Holds requests back as ours does. */
  RecordingManager longPolls() {
    return on(
        "Venus.WdPoStAllocateJobs", params -> allocate(params.get(0).path("WaitMillis").asLong()));
  }

  /** Knows our heartbeat and lets every job go on. */
  public RecordingManager beats() {
    return on("Venus.WdPoStBeat", params -> verdicts(params, true, ""));
  }

  static JsonNode verdicts(JsonNode params, boolean go, String reason) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode verdicts = answer.putArray("Jobs");
    params
        .get(0)
        .get("Jobs")
        .forEach(
            job ->
                verdicts
                    .addObject()
                    .put("Id", job.get("Id").asText())
                    .put("Continue", go)
                    .put("Reason", reason));
    return answer;
  }

  public void offer(JsonNode job) {
    jobs.add(job);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Call> calls(String method) {
    return calls.stream().filter(call -> call.method().equals("Venus." + method)).toList();
  }

  /** Closes the port; calls are refused. */
  void goAway() {
    server.stop(0);
  }

  /** Listens again on the same port. */
  void comeBack() throws IOException {
    server = listen(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode store(JsonNode params) {
    return JSON.createObjectNode()
        .put("Name", params.get(0).asText())
        .put("Path", "/")
        .putNull("Meta");
  }

  /** The next offered job, or none after that time. */
  JsonNode allocate(long waitMillis) throws InterruptedException {
    ArrayNode answer = JSON.createArrayNode();
    JsonNode job = jobs.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (job != null) {
      answer.add(job);
    }
    return answer;
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    listening.setExecutor(threads);
    listening.createContext("/rpc/v0", this::serve);
    listening.start();
    return listening;
  }

  private void serve(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String name = request.get("method").asText();
    calls.add(
        new Call(
            name,
            request.get("params"),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            exchange.getRequestHeaders()));
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.get("id"));
    int status = 200;
    try {
      Method method = methods.get(name);
      if (method == null) {
        status = 500;
        throw new RpcException(-32601, "(error code -32601) method '" + name + "' not found");
      }
      answer.set("result", method.call(request.get("params")));
    } catch (RpcException e) {
      answer.putObject("error").put("code", e.code()).put("message", e.getMessage());
    } catch (Exception e) {
      exchange.close();
      return;
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
