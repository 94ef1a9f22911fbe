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
 */
record RpcRequest(@Nullable String id, String method, List<Slice> parameters) {

  /**
   * Reads the request at the start of the bytes.
   *
   * @throws IOException if they are no JSON
   * @throws RpcException if the JSON is no request
   */
  static RpcRequest parse(JsonFactory json, byte[] body) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw RpcCode.INVALID_REQUEST.exception("expected one request object");
      }
      return members(parser, body);
    }
  }

  private static RpcRequest members(JsonParser parser, byte[] body) throws IOException {
    String id = null;
    String method = "";
    List<Slice> parameters = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      parser.nextToken();
      switch (name) {
        case "id" -> id = id(parser, body);
        case "method" -> method = method(parser);
        case "params" -> parameters = parameters(parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the request ends in the middle");
    }
    return new RpcRequest(id, method, parameters);
  }

  private static String method(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw RpcCode.INVALID_REQUEST.exception("method must be a string");
    }
    return parser.getText();
  }

  private static @Nullable String id(JsonParser parser, byte[] body) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        Slice slice = value(parser);
        yield new String(body, slice.start(), slice.end() - slice.start(), StandardCharsets.UTF_8);
      }
      default -> throw RpcCode.INVALID_REQUEST.exception("id must be a string or a number");
    };
  }

  private static List<Slice> parameters(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RpcCode.PARSE_ERROR.exception("unmarshaling params: expected an array");
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
