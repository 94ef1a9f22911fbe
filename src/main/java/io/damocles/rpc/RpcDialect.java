package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What implementations of JSON-RPC do differently: texts, codes, members, statuses. */
public interface RpcDialect {

  /** As damocles-manager speaks (go-jsonrpc v0.1.9; spec damocles-manager.md §5.2). */
  static RpcDialect damocles() {
    return new DamoclesDialect();
  }

  /** As a Lotus node speaks (spec lotus-node.md §1, §4). */
  static RpcDialect lotus() {
    return new LotusDialect();
  }

  /** How an id is given back. @throws RpcException if it is none */
  String id(JsonToken token, String text);

  /** The body is no JSON. */
  RpcException noJson(String why);

  /** The JSON is no request; null stands for the value null. */
  RpcException noRequest();

  /** A member other than the parameters has the wrong type. */
  RpcException badMember(String why);

  /** The parameters are no array. */
  RpcException badParameters(JsonToken token);

  /** Whether a request with bad parameters is still one, answered under its id. */
  boolean answersBadParametersById();

  /** Whether the value {@code null} is a request without members. */
  boolean takesNull();

  /** Whether an array of requests is answered with an array. */
  boolean takesBatches();

  /** Whether a WebSocket is dropped after a frame that is no request; else the frame is ignored. */
  boolean dropsUnreadable();

  /** A successful answer; null: the method answers nothing. */
  Buffer success(String id, @Nullable Buffer value);

  /** A failure; the id is null if it is not known, an answer may then be empty. */
  Buffer failure(@Nullable String id, RpcException error);

  /** HTTP status of a failure. */
  int status(int code);

  /** The text for a defect of ours, which the log has under that id. */
  RpcException internal(String method, String errorId);
}
