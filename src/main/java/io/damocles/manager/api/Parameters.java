package io.damocles.manager.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.rpc.RpcCall;
import io.damocles.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads plain parameters as strictly as Go does; null stands for the type's zero value. */
final class Parameters {
  private static final long MAX_UINT32 = 0xffff_ffffL;

  private Parameters() {}

  static String string(RpcCall call, int index) {
    return call.parameter(index, "string", Parameters::readString);
  }

  static long uint32(RpcCall call, int index) {
    return call.parameter(index, "uint32", Parameters::readUint32);
  }

  static List<String> strings(RpcCall call, int index) {
    return call.parameter(index, "[]string", Parameters::readStrings);
  }

  /** A value of the wire; null if JSON null was given. */
  static <T> @Nullable T optional(RpcCall call, int index, String goType, Class<T> type) {
    return call.parameter(index, goType, (json, from, size) -> Json.read(json, from, size, type));
  }

  /** A value of the wire that must be there. */
  static <T> T required(RpcCall call, int index, String goType, Class<T> type) {
    return call.parameter(
        index,
        goType,
        (json, from, size) -> {
          T value = Json.read(json, from, size, type);
          if (value == null) {
            throw new IllegalArgumentException("null where a value is needed");
          }
          return value;
        });
  }

  private static String readString(byte[] json, int from, int size) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json, from, size)) {
      return text(parser, parser.nextToken());
    }
  }

  private static String text(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> "";
      default -> throw new IllegalArgumentException("expected a string, got " + token);
    };
  }

  private static long readUint32(byte[] json, int from, int size) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json, from, size)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return 0;
      }
      if (token != JsonToken.VALUE_NUMBER_INT) {
        throw new IllegalArgumentException("expected a whole number, got " + token);
      }
      boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      if (!fits || parser.getLongValue() < 0 || parser.getLongValue() > MAX_UINT32) {
        throw new IllegalArgumentException(
            parser.getText() + " is no number from 0 to " + MAX_UINT32);
      }
      return parser.getLongValue();
    }
  }

  private static List<String> readStrings(byte[] json, int from, int size) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json, from, size)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return List.of();
      }
      if (token != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("expected an array of strings, got " + token);
      }
      List<String> strings = new ArrayList<>();
      for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        strings.add(text(parser, token));
      }
      return strings;
    }
  }
}
