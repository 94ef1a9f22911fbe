package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** go-jsonrpc v0.1.9: ids as they came, the code within the text, drops who sends no JSON. */
final class DamoclesDialect implements RpcDialect {
  private static final int LARGE = 64 << 10;

  @Override
  public String id(JsonToken token, String text) {
    return switch (token) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text;
      default -> throw badMember("id must be a string or a number");
    };
  }

  @Override
  public RpcException noJson(String why) {
    return RpcCode.PARSE_ERROR.exception("parse error: " + why);
  }

  @Override
  public RpcException noRequest() {
    return RpcCode.INVALID_REQUEST.exception("expected one request object");
  }

  @Override
  public RpcException badMember(String why) {
    return RpcCode.INVALID_REQUEST.exception(why);
  }

  @Override
  public RpcException badParameters(JsonToken token) {
    return RpcCode.PARSE_ERROR.exception("unmarshaling params: expected an array");
  }

  @Override
  public boolean answersBadParametersById() {
    return false;
  }

  @Override
  public boolean takesNull() {
    return false;
  }

  @Override
  public boolean takesBatches() {
    return false;
  }

  @Override
  public boolean dropsUnreadable() {
    return true;
  }

  @Override
  public Buffer success(String id, @Nullable Buffer value) {
    Buffer body = Buffer.buffer(id.length() + 48 + (value == null ? 0 : value.length()));
    body.appendString("{\"jsonrpc\":\"2.0\"");
    if (value != null) {
      body.appendString(",\"result\":").appendBuffer(asGo(value));
    }
    return body.appendString(",\"id\":").appendString(id).appendString("}\n");
  }

  /** What is large is a job's input, which is written as Go does already. */
  private static Buffer asGo(Buffer value) {
    return value.length() > LARGE ? value : GoJson.escaped(value);
  }

  @Override
  public Buffer failure(@Nullable String id, RpcException error) {
    if (id == null) {
      return Buffer.buffer();
    }
    boolean protocol = RpcCode.of(error.code()).map(RpcCode::isProtocol).orElse(false);
    String text =
        protocol
            ? "(error code %d) %s".formatted(error.code(), error.getMessage())
            : String.valueOf(error.getMessage());
    return GoJson.escaped(
        Buffer.buffer(
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n"
                .formatted(
                    id,
                    error.code(),
                    new String(JsonStringEncoder.getInstance().quoteAsString(text)))));
  }

  @Override
  public int status(int code) {
    return RpcCode.of(code).map(RpcCode::isProtocol).orElse(false) ? 500 : 200;
  }

  @Override
  public RpcException internal(String method, String errorId) {
    return RpcCode.INTERNAL.exception(
        "fatal error calling '%s': internal error, the log has it as %s"
            .formatted(method, errorId));
  }
}
