package io.damocles.chain.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import io.damocles.chain.ChainJson;
import io.damocles.rpc.ResultReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON of calls: parameters written, results read. */
final class NodeReply {
  private NodeReply() {}

  static byte[] params(@Nullable Object... params) {
    try {
      return ChainJson.mapper().writeValueAsBytes(Arrays.asList(params));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("parameters that cannot be written", e);
    }
  }

  /** A value; null does not fit. */
  static <T> ResultReader<T> value(Class<T> type) {
    ObjectReader reader = ChainJson.mapper().readerFor(type);
    return (json, offset, length) -> {
      @Nullable T value = reader.readValue(json, offset, length);
      return present(value, type);
    };
  }

  /** A value, or empty for null. */
  static <T> ResultReader<Optional<T>> optional(Class<T> type) {
    ObjectReader reader = ChainJson.mapper().readerFor(type);
    return (json, offset, length) -> {
      @Nullable T value = reader.readValue(json, offset, length);
      return Optional.ofNullable(value);
    };
  }

  /** A list; Go's nil is an empty one. */
  static <T> ResultReader<List<T>> list(Class<T> element) {
    JavaType type =
        ChainJson.mapper().getTypeFactory().constructCollectionType(List.class, element);
    ObjectReader reader = ChainJson.mapper().readerFor(type);
    return (json, offset, length) -> {
      @Nullable List<T> list = reader.readValue(json, offset, length);
      if (list != null && list.contains(null)) {
        throw new IllegalArgumentException("a list of " + element.getSimpleName() + " has a null");
      }
      return list == null ? List.of() : list;
    };
  }

  private static <T> T present(@Nullable T value, Class<T> type) {
    if (value == null) {
      throw new IllegalArgumentException("expected " + type.getSimpleName() + ", got null");
    }
    return value;
  }
}
