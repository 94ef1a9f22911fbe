package io.damocles.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Arrays;

/** A node's form of a bitfield: an array of run lengths, each an unsigned number. */
final class BitFieldJson {
  private static final UnsignedLong.Reader LENGTH = new UnsignedLong.Reader();
  private static final UnsignedLong.Writer WRITER = new UnsignedLong.Writer();

  private BitFieldJson() {}

  static final class Reader extends JsonDeserializer<BitField> {
    @Override
    public BitField deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw wrong(parser, context, "expected an array of run lengths");
      }
      long[] lengths = new long[8];
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (count == lengths.length) {
          lengths = Arrays.copyOf(lengths, 2 * count);
        }
        lengths[count++] = LENGTH.deserialize(parser, context);
      }
      try {
        return BitField.ofRunLengths(Arrays.copyOf(lengths, count));
      } catch (IllegalArgumentException e) {
        throw wrong(parser, context, String.valueOf(e.getMessage()));
      }
    }

    private static IOException wrong(JsonParser parser, DeserializationContext context, String what)
        throws IOException {
      return context.weirdStringException(parser.getText(), BitField.class, what);
    }
  }

  static final class Writer extends JsonSerializer<BitField> {
    @Override
    public void serialize(BitField field, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      long[] lengths = field.runLengths();
      out.writeStartArray(lengths, lengths.length);
      for (long length : lengths) {
        WRITER.serialize(length, out, provider);
      }
      out.writeEndArray();
    }
  }
}
