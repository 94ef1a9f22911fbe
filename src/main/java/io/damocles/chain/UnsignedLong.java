package io.damocles.chain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.math.BigInteger;

/** Go's uint64 as a Java long of the same 64 bits. */
public final class UnsignedLong {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private UnsignedLong() {}

  /** Reads a whole number from 0 to 2^64-1. */
  public static final class Reader extends JsonDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw wrong(parser);
      }
      if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        long value = parser.getLongValue();
        if (value < 0) {
          throw wrong(parser);
        }
        return value;
      }
      BigInteger value = parser.getBigIntegerValue();
      if (value.signum() < 0 || value.compareTo(MAX) > 0) {
        throw wrong(parser);
      }
      return value.longValue();
    }

    @Override
    public Long getNullValue(DeserializationContext context) {
      return 0L;
    }

    private static IOException wrong(JsonParser parser) {
      return MismatchedInputException.from(
          parser, Long.class, "expected a whole number from 0 to 18446744073709551615");
    }
  }

  /** Writes the 64 bits as a number from 0 to 2^64-1. */
  public static final class Writer extends JsonSerializer<Long> {
    @Override
    public void serialize(Long value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value >= 0) {
        out.writeNumber(value);
      } else {
        out.writeNumber(Long.toUnsignedString(value));
      }
    }
  }
}
