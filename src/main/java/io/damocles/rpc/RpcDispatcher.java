package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC 2.0 without a transport: bytes in, bytes out, as strict and as lenient as go-jsonrpc
 * v0.1.9 was seen to be (spec damocles-manager.md §5.2).
 */
public final class RpcDispatcher {
  private static final Logger log = LoggerFactory.getLogger(RpcDispatcher.class);
  private static final String UNKNOWN = "unknown";
  private static final RpcResult.Delivery NOBODY = delivered -> {};

  private final JsonFactory json;
  private final UnaryOperator<Throwable> translation;
  private final Map<String, RpcMethod> methods = new HashMap<>();

  /**
   * @param json reads the requests, with its limits
   * @param translation makes an {@link RpcException} of failures that the caller may be told;
   *     others reach only the log
   * @throws IllegalArgumentException if two methods have the same name
   */
  public RpcDispatcher(
      JsonFactory json, UnaryOperator<Throwable> translation, List<RpcMethod> methods) {
    this.json = json;
    this.translation = translation;
    for (RpcMethod method : methods) {
      if (this.methods.put(method.name(), method) != null) {
        throw new IllegalArgumentException("two methods are named " + method.name());
      }
    }
  }

  /**
   * A request under way.
   *
   * @param method its name, or {@code unknown} if there is no such method or the request was not
   *     readable
   * @param id JSON of the request's id; null for a notification
   * @param readable whether it was JSON and a request
   */
  public record Handled(
      String method, @Nullable String id, Future<RpcResponse> response, boolean readable) {

    /**
     * The answer, or an error if its caller took the call back; what it carried is then
     * undelivered.
     */
    Future<RpcResponse> responseTo(Caller caller) {
      return response.map(whole -> caller.isCancelled() ? cancelled(id, whole) : whole);
    }
  }

  private static RpcResponse cancelled(@Nullable String id, RpcResponse undelivered) {
    undelivered.delivery().ended(false);
    return failure(id, RpcCode.FAILED.exception("context canceled"));
  }

  /**
   * Answers one request; the future never fails.
   *
   * @param caller who waits for the answer
   */
  public Handled handle(byte[] body, Caller caller) {
    RpcRequest request;
    try {
      request = RpcRequest.parse(json, body);
    } catch (IOException e) {
      return unreadable(RpcCode.PARSE_ERROR.exception("parse error: " + firstLine(e)));
    } catch (RpcException e) {
      return unreadable(e);
    }
    Future<RpcResponse> response =
        run(request, body, caller)
            .map(result -> success(request.id(), result))
            .otherwise(failure -> failure(request.id(), known(request.method(), failure)));
    String name = methods.containsKey(request.method()) ? request.method() : UNKNOWN;
    return new Handled(name, request.id(), response, true);
  }

  private Handled unreadable(RpcException error) {
    return new Handled(UNKNOWN, null, Future.succeededFuture(failure("null", error)), false);
  }

  private Future<RpcResult> run(RpcRequest request, byte[] body, Caller caller) {
    try {
      RpcMethod method = methods.get(request.method());
      if (method == null) {
        throw RpcCode.METHOD_NOT_FOUND.exception("method '" + request.method() + "' not found");
      }
      int got = request.parameters().size();
      if (got != method.parameters()) {
        throw RpcCode.INVALID_PARAMS.exception(
            "wrong param count (method '%s'): %d != %d"
                .formatted(request.method(), got, method.parameters()));
      }
      return method.call(new RpcCall(request.method(), body, request.parameters(), caller));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private RpcException known(String method, Throwable failure) {
    if (translation.apply(failure) instanceof RpcException known) {
      return known;
    }
    String id = UUID.randomUUID().toString();
    log.error("method={} failed error_id={}", method, id, failure);
    return RpcCode.INTERNAL.exception(
        "fatal error calling '%s': internal error, the log has it as %s".formatted(method, id));
  }

  private static RpcResponse success(@Nullable String id, RpcResult result) {
    if (id == null) {
      result.delivery().ended(false);
      return new RpcResponse(200, Buffer.buffer(), NOBODY);
    }
    Buffer value = result.json();
    Buffer body = Buffer.buffer(id.length() + 48 + (value == null ? 0 : value.length()));
    body.appendString("{\"jsonrpc\":\"2.0\"");
    if (value != null) {
      body.appendString(",\"result\":").appendBuffer(value);
    }
    body.appendString(",\"id\":").appendString(id).appendString("}\n");
    return new RpcResponse(200, body, result.delivery());
  }

  private static RpcResponse failure(@Nullable String id, RpcException error) {
    int status = isProtocol(error.code()) ? 500 : 200;
    if (id == null) {
      return new RpcResponse(status, Buffer.buffer(), NOBODY);
    }
    String message = new String(JsonStringEncoder.getInstance().quoteAsString(error.getMessage()));
    String text =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n"
            .formatted(id, error.code(), message);
    return new RpcResponse(status, Buffer.buffer(text), NOBODY);
  }

  private static boolean isProtocol(int code) {
    for (RpcCode known : RpcCode.values()) {
      if (known.code() == code) {
        return known.isProtocol();
      }
    }
    return false;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(
        e instanceof JsonProcessingException broken ? broken.getOriginalMessage() : e.getMessage());
  }
}
