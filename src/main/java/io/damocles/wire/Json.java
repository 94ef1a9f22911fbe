package io.damocles.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.chain.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads and writes the wire as Go's encoding/json does: member names in any case, unknown members
 * ignored, no silent conversion between numbers, strings and booleans, bytes as standard base64.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      StrictJson.mapper().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES).build();

  private Json() {}

  /** The factory for streaming readers and writers, with the wire's limits. */
  public static JsonFactory factory() {
    return StrictJson.factory();
  }

  /**
   * Reads one value.
   *
   * @throws JsonProcessingException if the text is no JSON or does not fit the type
   */
  public static <T> T read(byte[] json, int offset, int length, Class<T> type) throws IOException {
    return MAPPER.readValue(json, offset, length, type);
  }

  /** Reads one value; see {@link #read(byte[], int, int, Class)}. */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    return read(json, 0, json.length, type);
  }

  /** Reads one value at the parser's place; see {@link #read(byte[], int, int, Class)}. */
  public static <T> T read(JsonParser parser, Class<T> type) throws IOException {
    return MAPPER.readValue(parser, type);
  }

  /** Writes a value of this package, or of strings, numbers, lists and maps. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + value.getClass().getName(), e);
    }
  }
}
