package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A Lotus node of 2026: sorted members, ids as doubles, batches, ignores who sends no JSON. */
final class LotusDialect implements RpcDialect {
  private static final double PLAIN_BELOW = 1e21;

  @Override
  public String id(JsonToken token, String text) {
    return switch (token) {
      case VALUE_STRING -> text;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(Double.parseDouble(text));
      case VALUE_TRUE, VALUE_FALSE -> throw noId("bool");
      case START_ARRAY -> throw noId("[]interface {}");
      default -> throw noId("map[string]interface {}");
    };
  }

  private static RpcException noId(String goType) {
    return RpcCode.PARSE_ERROR.exception("failed to parse ID: invalid id type: " + goType);
  }

  /** As Go writes a float64. */
  private static String number(double id) {
    if (Math.abs(id) >= PLAIN_BELOW) {
      return Double.toString(id).replace(".0E", "E").replace("E", "e+");
    }
    BigDecimal plain = BigDecimal.valueOf(id);
    return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
  }

  @Override
  public RpcException noJson(String why) {
    return RpcCode.PARSE_ERROR.exception("Parse error");
  }

  @Override
  public RpcException noRequest() {
    return noJson("");
  }

  @Override
  public RpcException badMember(String why) {
    return noJson(why);
  }

  @Override
  public RpcException badParameters(JsonToken token) {
    String got =
        switch (token) {
          case START_OBJECT -> "object";
          case VALUE_STRING -> "string";
          case VALUE_TRUE, VALUE_FALSE -> "bool";
          default -> "number";
        };
    return RpcCode.PARSE_ERROR.exception(
        "unmarshaling param array: json: cannot unmarshal %s into Go value of type []jsonrpc.param"
            .formatted(got));
  }

  @Override
  public boolean answersBadParametersById() {
    return true;
  }

  @Override
  public boolean takesNull() {
    return true;
  }

  @Override
  public boolean takesBatches() {
    return true;
  }

  @Override
  public boolean dropsUnreadable() {
    return false;
  }

  @Override
  public Buffer success(String id, @Nullable Buffer value) {
    Buffer body = Buffer.buffer(id.length() + 48 + (value == null ? 0 : value.length()));
    body.appendString("{\"id\":").appendString(id).appendString(",\"jsonrpc\":\"2.0\"");
    if (value != null) {
      body.appendString(",\"result\":").appendBuffer(GoJson.escaped(value));
    }
    return body.appendString("}\n");
  }

  @Override
  public Buffer failure(@Nullable String id, RpcException error) {
    if (id == null && !isProtocol(error.code())) {
      return Buffer.buffer();
    }
    String text = new String(JsonStringEncoder.getInstance().quoteAsString(error.getMessage()));
    String data = error.data() == null ? "" : ",\"data\":" + error.data();
    return GoJson.escaped(
        Buffer.buffer(
            "{\"error\":{\"code\":%d,\"message\":\"%s\"%s},\"id\":%s,\"jsonrpc\":\"2.0\"}\n"
                .formatted(error.code(), text, data, id),
            StandardCharsets.UTF_8.name()));
  }

  @Override
  public int status(int code) {
    if (code == RpcCode.INVALID_REQUEST.code()) {
      return 400;
    }
    return isProtocol(code) ? 500 : 200;
  }

  private static boolean isProtocol(int code) {
    return RpcCode.of(code).map(RpcCode::isProtocol).orElse(false);
  }

  @Override
  public RpcException internal(String method, String errorId) {
    return RpcCode.INTERNAL.exception(
        "fatal error calling '%s': panic in rpc method '%s': the log has it as %s"
            .formatted(method, method, errorId));
  }
}
