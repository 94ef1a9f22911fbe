package io.damocles.worker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.rpc.RpcException;
import io.damocles.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of {@code VenusWorker.*}, bytes in and bytes out, as damocles' worker answers them. */
final class ControlCalls {
  private static final Logger log = LoggerFactory.getLogger(ControlCalls.class);
  private static final int INTERNAL_ERROR = -32603;
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;

  private final List<ClaimLoop> loops;
  private final Supplier<String> prover;
  private final ChildVariables variables;

  /**
   * Calls that see these threads.
   *
   * @param prover how it is shown
   */
  ControlCalls(List<ClaimLoop> loops, Supplier<String> prover, ChildVariables variables) {
    this.loops = List.copyOf(loops);
    this.prover = prover;
    this.variables = variables;
  }

  /** Answers one request or an array of them; empty if nobody waits for an answer. */
  byte[] answer(byte[] body) {
    JsonNode json;
    try {
      json = whole(body);
    } catch (IOException e) {
      return failure(null, new RpcException(PARSE_ERROR, "Parse error"));
    }
    return json.isArray() ? batch(json) : single(json).orElse(new byte[0]);
  }

  private static JsonNode whole(byte[] body) throws IOException {
    try (JsonParser parser = Json.factory().createParser(body)) {
      JsonNode json = Json.read(parser, JsonNode.class);
      if (json == null || !json.isContainerNode() || parser.nextToken() != null) {
        throw new IOException("no request, or more than one");
      }
      return json;
    }
  }

  private byte[] batch(JsonNode requests) {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    for (JsonNode request : requests) {
      single(request)
          .ifPresent(
              answer -> {
                answers.write(answers.size() == 0 ? '[' : ',');
                answers.writeBytes(answer);
              });
    }
    if (answers.size() > 0) {
      answers.write(']');
    }
    return answers.toByteArray();
  }

  private Optional<byte[]> single(JsonNode json) {
    ControlRequest request = ControlRequest.of(json);
    byte[] answer;
    try {
      if (request.method() == null) {
        throw new RpcException(INVALID_REQUEST, "Invalid request");
      }
      answer = success(request.id(), call(request.method(), new ControlParams(request.params())));
    } catch (RpcException e) {
      answer = failure(request.id(), e);
    } catch (RuntimeException e) {
      log.error("control call broke: method={}", request.method(), e);
      answer = failure(request.id(), new RpcException(INTERNAL_ERROR, "Internal error"));
    }
    return request.id() == null ? Optional.empty() : Optional.of(answer);
  }

  private @Nullable Object call(String method, ControlParams params) {
    return switch (method) {
      case "VenusWorker.WorkerList" -> {
        params.count(0, 0);
        yield list();
      }
      case "VenusWorker.WorkerPause" -> loop(params.count(1, 1)).pause();
      case "VenusWorker.WorkerResume" -> resume(params.count(1, 2));
      case "VenusWorker.WorkerSetEnv" -> setVariable(params.count(2, 2));
      case "VenusWorker.WorkerRemoveEnv" -> removeVariable(params.count(1, 1));
      case "VenusWorker.WorkerVersion" -> {
        params.count(0, 0);
        yield WorkerVersion.TEXT;
      }
      default -> throw new RpcException(RpcException.METHOD_NOT_FOUND, "Method not found");
    };
  }

  private List<Map<String, @Nullable Object>> list() {
    return loops.stream().map(loop -> ThreadJson.of(loop.view(), prover.get())).toList();
  }

  /** A state to go on from is read and counts for nothing, as damocles takes one it knows not. */
  private boolean resume(ControlParams params) {
    params.optionalText(1);
    return loop(params).resume();
  }

  private @Nullable Object setVariable(ControlParams params) {
    variables.set(params.text(0), params.text(1));
    return null;
  }

  private @Nullable Object removeVariable(ControlParams params) {
    variables.remove(params.text(0));
    return null;
  }

  private ClaimLoop loop(ControlParams params) {
    BigInteger index = params.index(0);
    if (index.compareTo(BigInteger.valueOf(loops.size())) >= 0) {
      throw ControlParams.refused("worker #" + index + " not found");
    }
    return loops.get(index.intValue());
  }

  private static byte[] success(@Nullable JsonNode id, @Nullable Object result) {
    return envelope("result", result, id);
  }

  private static byte[] failure(@Nullable JsonNode id, RpcException e) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", e.code());
    error.put("message", String.valueOf(e.getMessage()));
    return envelope("error", error, id);
  }

  private static byte[] envelope(String member, @Nullable Object value, @Nullable JsonNode id) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    answer.put(member, value);
    answer.put("id", id);
    return Json.write(answer);
  }
}
