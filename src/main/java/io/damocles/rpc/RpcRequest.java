package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.rpc.RpcCall.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as go-jsonrpc takes it: member names in any case, unknown members and text behind the
 * object ignored.
 *
 * @param id its JSON as it came; null for a notification
 * @param method empty if missing
 * @param parameters one part of the body each; none if missing or null
 * @param problem why the parameters cannot be used
 */
record RpcRequest(
    @Nullable String id, String method, List<Slice> parameters, @Nullable RpcException problem) {

  /**
   * Reads the request at the start of the bytes.
   *
   * @throws IOException if they are no JSON
   * @throws RpcException if the JSON is no request
   */
  static RpcRequest parse(JsonFactory json, RpcDialect dialect, byte[] body) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_NULL && dialect.takesNull()) {
        return new RpcRequest(null, "", List.of(), null);
      }
      if (first != JsonToken.START_OBJECT) {
        throw dialect.noRequest();
      }
      return members(parser, dialect, body);
    }
  }

  private static RpcRequest members(JsonParser parser, RpcDialect dialect, byte[] body)
      throws IOException {
    String id = null;
    String method = "";
    List<Slice> parameters = List.of();
    RpcException problem = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      parser.nextToken();
      switch (name) {
        case "id" -> id = id(parser, dialect, body);
        case "method" -> method = method(parser, dialect);
        case "params" -> {
          problem = problem(parser, dialect);
          parameters = problem == null ? parameters(parser) : List.of();
        }
        default -> parser.skipChildren();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the request ends in the middle");
    }
    return new RpcRequest(id, method, parameters, problem);
  }

  private static String method(JsonParser parser, RpcDialect dialect) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw dialect.badMember("method must be a string");
    }
    return parser.getText();
  }

  private static @Nullable String id(JsonParser parser, RpcDialect dialect, byte[] body)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    Slice slice = value(parser);
    return dialect.id(
        token,
        new String(body, slice.start(), slice.end() - slice.start(), StandardCharsets.UTF_8));
  }

  /** Skips parameters that are no array. */
  private static @Nullable RpcException problem(JsonParser parser, RpcDialect dialect)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL || token == JsonToken.START_ARRAY) {
      return null;
    }
    RpcException problem = dialect.badParameters(token);
    if (!dialect.answersBadParametersById()) {
      throw problem;
    }
    parser.skipChildren();
    return problem;
  }

  private static List<Slice> parameters(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    List<Slice> slices = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      slices.add(value(parser));
    }
    return slices;
  }

  private static Slice value(JsonParser parser) throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    return new Slice((int) start, (int) parser.currentLocation().getByteOffset());
  }
}
