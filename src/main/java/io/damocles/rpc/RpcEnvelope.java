package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The frame of a call: written around the parameters, taken off the result. */
final class RpcEnvelope {
  private static final int SHOWN = 100;
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(256 << 20).build())
          .build();

  private RpcEnvelope() {}

  /** One request; {@code params} is a JSON array. */
  static byte[] request(long id, String method, byte[] params) {
    byte[] head =
        ("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = (",\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(head.length + params.length + tail.length);
    out.writeBytes(head);
    out.writeBytes(params);
    out.writeBytes(tail);
    return out.toByteArray();
  }

  /**
   * The JSON of the result.
   *
   * @throws RpcException if the other side answered with an error
   * @throws IOException if this is no JSON-RPC answer; the message shows how it begins
   */
  static byte[] result(byte[] answer) throws IOException {
    try (JsonParser parser = FACTORY.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnAnswer(answer, null);
      }
      byte[] result = members(parser);
      if (result == null) {
        throw notAnAnswer(answer, null);
      }
      return result;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw notAnAnswer(answer, e);
    }
  }

  private static byte @Nullable [] members(JsonParser parser) throws IOException {
    byte[] result = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("error") && value == JsonToken.START_OBJECT) {
        throw error(parser);
      }
      if (name.equals("result")) {
        result = copy(parser);
      } else {
        parser.skipChildren();
      }
    }
    return result;
  }

  private static RpcException error(JsonParser parser) throws IOException {
    int code = 0;
    String message = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
        code = parser.getValueAsInt();
      } else if (name.equals("message") && value.isScalarValue()) {
        message = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return new RpcException(code, message);
  }

  private static byte[] copy(JsonParser parser) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.copyCurrentStructure(parser);
    }
    return out.toByteArray();
  }

  private static IOException notAnAnswer(byte[] answer, @Nullable Throwable cause) {
    String shown =
        new String(answer, 0, Math.min(answer.length, SHOWN), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", " ");
    return new IOException("not a JSON-RPC answer: " + shown, cause);
  }
}
