package io.damocles.manager.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.damocles.chain.Cid;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.NodeException;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.wire.ExtendedSectorInfo;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigInteger;
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

  static long uint64(RpcCall call, int index) {
    return call.parameter(
        index, "uint64", (json, from, size) -> unsigned(number(json, from, size)));
  }

  /** A uint64 that counts something, so that it is never near its end. */
  static long index(RpcCall call, int index) {
    return call.parameter(
        index,
        "uint64",
        (json, from, size) -> {
          BigInteger value = number(json, from, size);
          return whole(value, value.signum() >= 0 && value.bitLength() < Long.SIZE, "index");
        });
  }

  private static long unsigned(BigInteger value) {
    return whole(value, value.signum() >= 0 && value.bitLength() <= Long.SIZE, "uint64");
  }

  private static long whole(BigInteger value, boolean fits, String type) {
    if (!fits) {
      throw new IllegalArgumentException(value + " is no " + type);
    }
    return value.longValue();
  }

  static long int64(RpcCall call, int index) {
    return call.parameter(
        index,
        "int64",
        (json, from, size) -> {
          BigInteger value = number(json, from, size);
          return whole(value, value.bitLength() < Long.SIZE, "int64");
        });
  }

  static boolean bool(RpcCall call, int index) {
    return Boolean.TRUE.equals(optional(call, index, "bool", Boolean.class));
  }

  static ExtendedSectorInfo[] sectors(RpcCall call, int index) {
    ExtendedSectorInfo[] sectors =
        optional(call, index, "[]builtin.ExtendedSectorInfo", ExtendedSectorInfo[].class);
    return sectors == null ? new ExtendedSectorInfo[0] : sectors;
  }

  /** A tipset's key; null or none: the head. */
  static TipSetKey tipSet(RpcCall call, int index) {
    Cid[] cids = optional(call, index, "types.TipSetKey", Cid[].class);
    return cids == null ? TipSetKey.HEAD : new TipSetKey(List.of(cids));
  }

  /** A failure of the chain is the caller's to know. */
  static <T> Future<T> chainFailure(Throwable failure) {
    return Future.failedFuture(
        failure instanceof NodeException
            ? RpcCode.FAILED.exception(String.valueOf(failure.getMessage()))
            : failure);
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

  private static BigInteger number(byte[] json, int from, int size) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json, from, size)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return BigInteger.ZERO;
      }
      if (token != JsonToken.VALUE_NUMBER_INT) {
        throw new IllegalArgumentException("expected a whole number, got " + token);
      }
      return parser.getBigIntegerValue();
    }
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
