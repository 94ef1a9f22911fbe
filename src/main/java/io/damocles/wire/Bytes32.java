package io.damocles.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Arrays;

/** Go's [32]byte: an array of exactly 32 numbers from 0 to 255. */
final class Bytes32 {
  private static final int LENGTH = 32;

  /** Lists of jobs are full of blanked seeds. */
  private static final byte[] ZERO = new byte[LENGTH];

  private static final String ZEROS = "[0" + ",0".repeat(LENGTH - 1) + "]";

  private Bytes32() {}

  /** Reads exactly 32 numbers. */
  static final class Reader extends JsonDeserializer<byte[]> {
    @Override
    public byte[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw wrong(parser, "got none");
      }
      byte[] bytes = new byte[LENGTH];
      int length = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
          throw wrong(parser, "got " + parser.getText());
        }
        long value = parser.getLongValue();
        if (value < 0 || value > 255) {
          throw wrong(parser, "got " + value);
        }
        if (length < LENGTH) {
          bytes[length] = (byte) value;
        }
        length++;
      }
      if (length != LENGTH) {
        throw wrong(parser, "got " + length + " of them");
      }
      return bytes;
    }

    private static IOException wrong(JsonParser parser, String what) {
      return MismatchedInputException.from(
          parser, byte[].class, "expected an array of exactly 32 numbers from 0 to 255, " + what);
    }
  }

  /** Writes 32 numbers. */
  static final class Writer extends JsonSerializer<byte[]> {
    @Override
    public void serialize(byte[] value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Arrays.equals(value, ZERO)) {
        out.writeRawValue(ZEROS);
        return;
      }
      out.writeStartArray(value, value.length);
      for (byte b : value) {
        out.writeNumber(b & 0xff);
      }
      out.writeEndArray();
    }
  }
}
