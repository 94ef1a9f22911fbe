package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.rpc.RpcException;
import io.damocles.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of {@code VenusWorker.*}, bytes in and bytes out, as damocles' worker answers them. */
final class ControlCalls {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int INVALID_PARAMS = -32602;

  private final List<ClaimLoop> loops;
  private final Supplier<String> prover;

  /**
   * Calls that see these threads.
   *
   * @param prover how it is shown
   */
  ControlCalls(List<ClaimLoop> loops, Supplier<String> prover) {
    this.loops = List.copyOf(loops);
    this.prover = prover;
  }

  /** Answers one request. */
  byte[] answer(byte[] body) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    JsonNode id = null;
    try {
      JsonNode request = Json.read(body, JsonNode.class);
      id = request.get("id");
      answer.put("result", call(request));
    } catch (RpcException e) {
      answer.put("error", error(e.code(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      answer.put("error", error(PARSE_ERROR, "Parse error"));
    }
    answer.put("id", id);
    return Json.write(answer);
  }

  private Object call(JsonNode request) {
    JsonNode method = request.get("method");
    if (method == null || !method.isTextual()) {
      throw new RpcException(INVALID_REQUEST, "Invalid request");
    }
    JsonNode params = request.get("params");
    return switch (method.textValue()) {
      case "VenusWorker.WorkerList" -> list();
      case "VenusWorker.WorkerPause" -> loop(params).pause();
      case "VenusWorker.WorkerResume" -> loop(params).resume();
      case "VenusWorker.WorkerVersion" -> WorkerVersion.TEXT;
      default -> throw new RpcException(RpcException.METHOD_NOT_FOUND, "Method not found");
    };
  }

  private ClaimLoop loop(@Nullable JsonNode params) {
    if (params == null || !params.isArray() || !params.path(0).isIntegralNumber()) {
      throw new RpcException(INVALID_PARAMS, "expected the index of a thread");
    }
    long index = params.path(0).longValue();
    if (index < 0 || index >= loops.size()) {
      throw new RpcException(INVALID_PARAMS, "worker #" + index + " not found");
    }
    return loops.get((int) index);
  }

  private List<Map<String, @Nullable Object>> list() {
    List<Map<String, @Nullable Object>> threads = new ArrayList<>();
    for (ClaimLoop loop : loops) {
      threads.add(thread(loop.view()));
    }
    return threads;
  }

  private Map<String, @Nullable Object> thread(ThreadView view) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("index", view.index());
    shown.put("job_id", view.held().map(HeldJob::id).orElse(null));
    shown.put("job_stage", view.held().isPresent() ? "Generate" : "-");
    shown.put("job_state", view.held().isPresent() ? "Allocated" : "Empty");
    shown.put("last_error", view.lastError().orElse(null));
    shown.put("location", "-");
    shown.put("plan", "wdpost");
    shown.put("thread_state", state(view));
    return shown;
  }

  private Map<String, Object> state(ThreadView view) {
    Map<String, Object> state = new LinkedHashMap<>();
    boolean idle = view.held().isEmpty() && !view.paused();
    if (!idle) {
      state.put("elapsed", view.since().toSeconds());
    }
    if (view.isRunning()) {
      state.put("proc", prover.get());
    }
    state.put("state", name(view, idle));
    return state;
  }

  private static String name(ThreadView view, boolean idle) {
    if (idle) {
      return "Idle";
    }
    if (view.paused()) {
      return "Paused";
    }
    return view.isWaiting() ? "Waiting" : "Running";
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("code", code, "message", message);
  }
}
