package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
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
 * JSON-RPC 2.0 without a transport: bytes in, bytes out, as strict and as lenient as its dialect.
 */
public final class RpcDispatcher {
  private static final Logger log = LoggerFactory.getLogger(RpcDispatcher.class);
  private static final String UNKNOWN = "unknown";
  private static final String BATCH = "batch";
  private static final RpcResult.Delivery NOBODY = delivered -> {};

  private final RpcDialect dialect;
  private final JsonFactory json;
  private final UnaryOperator<Throwable> translation;
  private final Map<String, RpcMethod> methods = new HashMap<>();

  /** Speaks as damocles does; see the other constructor. */
  public RpcDispatcher(
      JsonFactory json, UnaryOperator<Throwable> translation, List<RpcMethod> methods) {
    this(RpcDialect.damocles(), json, translation, methods);
  }

  /**
   * @param json reads the requests, with its limits
   * @param translation makes an {@link RpcException} of failures that the caller may be told;
   *     others reach only the log
   * @throws IllegalArgumentException if two methods have the same name
   */
  public RpcDispatcher(
      RpcDialect dialect,
      JsonFactory json,
      UnaryOperator<Throwable> translation,
      List<RpcMethod> methods) {
    this.dialect = dialect;
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
      String method, @Nullable String id, Future<RpcResponse> response, boolean readable) {}

  /** The answer, or an error if its caller took the call back; what it carried is undelivered. */
  Future<RpcResponse> responseTo(Handled call, Caller caller) {
    return call.response().map(whole -> caller.isCancelled() ? cancelled(call.id(), whole) : whole);
  }

  private RpcResponse cancelled(@Nullable String id, RpcResponse undelivered) {
    undelivered.delivery().ended(false);
    return failure(id, RpcCode.FAILED.exception("context canceled"));
  }

  RpcDialect dialect() {
    return dialect;
  }

  /** Answers one request; the future never fails. */
  public Handled handle(byte[] body, Caller caller) {
    RpcRequest request;
    try {
      request = RpcRequest.parse(json, dialect, body);
    } catch (IOException e) {
      return unreadable(dialect.noJson(firstLine(e)));
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

  /** Answers a body that holds one request or, if the dialect has them, an array of requests. */
  public Handled handleBody(byte[] body, Caller caller) {
    if (!dialect.takesBatches()) {
      return handle(body, caller);
    }
    if (body.length == 0) {
      return unreadable(RpcCode.INVALID_REQUEST.exception("Invalid request"));
    }
    if (!RpcBatch.is(body)) {
      return handle(body, caller);
    }
    try {
      List<byte[]> requests = RpcBatch.split(json, body);
      return requests.isEmpty()
          ? unreadable(RpcCode.INVALID_REQUEST.exception("Invalid request"))
          : batch(requests, caller);
    } catch (IOException e) {
      return unreadable(dialect.noJson(firstLine(e)));
    }
  }

  private Handled batch(List<byte[]> requests, Caller caller) {
    List<Future<RpcResponse>> answers =
        requests.stream().map(request -> handle(request, caller).response()).toList();
    Future<RpcResponse> whole = Future.all(answers).map(all -> RpcResponse.batch(all.list()));
    return new Handled(BATCH, null, whole, true);
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
      if (request.problem() != null) {
        throw request.problem();
      }
      int got = request.parameters().size();
      if (got != method.parameters()) {
        throw RpcCode.INVALID_PARAMS.exception(
            "wrong param count (method '%s'): %d != %d"
                .formatted(request.method(), got, method.parameters()));
      }
      if (!caller.rights().contains(method.permission())) {
        throw forbidden(method);
      }
      return method.call(new RpcCall(request, body, caller));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static RpcException forbidden(RpcMethod method) {
    String bare = method.name().substring(method.name().indexOf('.') + 1);
    return RpcCode.FAILED.exception(
        "missing permission to invoke '%s' (need '%s')"
            .formatted(bare, method.permission().wireName()));
  }

  private RpcException known(String method, Throwable failure) {
    if (translation.apply(failure) instanceof RpcException known) {
      return known;
    }
    String id = UUID.randomUUID().toString();
    log.error("method={} failed error_id={}", method, id, failure);
    return dialect.internal(method, id);
  }

  private RpcResponse success(@Nullable String id, RpcResult result) {
    if (id == null) {
      result.delivery().ended(false);
      return new RpcResponse(200, Buffer.buffer(), NOBODY);
    }
    return new RpcResponse(200, dialect.success(id, result.json()), result.delivery());
  }

  private RpcResponse failure(@Nullable String id, RpcException error) {
    return new RpcResponse(dialect.status(error.code()), dialect.failure(id, error), NOBODY);
  }

  private static String firstLine(IOException e) {
    return String.valueOf(
        e instanceof JsonProcessingException broken ? broken.getOriginalMessage() : e.getMessage());
  }
}
