package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.damocles.rpc.RpcEnvelope.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server sent: an answer, with a result or an error, or a call of {@code xrpc.ch.val} or
 * {@code xrpc.ch.close}. Members that are absent are null.
 *
 * @param id of the call that it answers, if that is a number
 * @param params of a call: where each stands
 */
record RpcFrame(
    @Nullable Long id,
    @Nullable String method,
    @Nullable Result result,
    @Nullable RpcException error,
    Result[] params) {
  /** From so many bytes on, a text is read on a worker thread. */
  static final int LARGE = 256 << 10;

  private static final int SHOWN = 100;
  private static final Result[] NONE = {};
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(256 << 20).build())
          .build();

  /**
   * Reads a frame; values are found, not read.
   *
   * @throws IOException if it is no JSON object; the message shows how it begins
   */
  static RpcFrame parse(byte[] bytes) throws IOException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notJsonRpc(bytes, null);
      }
      RpcFrame frame = new Members(parser, bytes).read();
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw notJsonRpc(bytes, null);
      }
      return frame;
    } catch (JsonProcessingException e) {
      throw notJsonRpc(bytes, e);
    }
  }

  static IOException notJsonRpc(byte[] bytes, @Nullable Throwable cause) {
    String shown =
        new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", " ");
    return new RpcFormatException("not a JSON-RPC answer: " + shown, cause);
  }

  /** The members as they come, in any order. */
  private static final class Members {
    private final JsonParser parser;
    private final byte[] bytes;
    private @Nullable Long id;
    private @Nullable String method;
    private @Nullable Result result;
    private @Nullable RpcException error;
    private Result[] params = NONE;

    Members(JsonParser parser, byte[] bytes) {
      this.parser = parser;
      this.bytes = bytes;
    }

    RpcFrame read() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        member(name, parser.nextToken());
      }
      return new RpcFrame(id, method, result, error, params);
    }

    private void member(String name, JsonToken value) throws IOException {
      switch (name) {
        case "id" -> id = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : null;
        case "method" -> method = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        case "result" -> result = slice();
        case "error" -> error = value == JsonToken.START_OBJECT ? error() : null;
        case "params" -> params = value == JsonToken.START_ARRAY ? params() : NONE;
        default -> parser.skipChildren();
      }
      if (value.isStructStart()) {
        parser.skipChildren();
      }
    }

    private Result[] params() throws IOException {
      List<Result> found = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        found.add(slice());
      }
      return found.toArray(NONE);
    }

    private Result slice() throws IOException {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.finishToken();
      parser.skipChildren();
      int end = (int) parser.currentLocation().getByteOffset();
      return new Result(bytes, start, end - start);
    }

    private RpcException error() throws IOException {
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
  }
}
