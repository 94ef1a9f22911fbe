package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The frame of a call: written around the parameters, taken off the result. */
final class RpcEnvelope {
  private RpcEnvelope() {}

  /** One request; {@code params} is a JSON array. */
  static byte[] request(long id, String method, byte[] params) {
    return envelope(method, params, ",\"id\":" + id + "}");
  }

  /** A request that nobody answers. */
  static byte[] notification(String method, byte[] params) {
    return envelope(method, params, "}");
  }

  private static byte[] envelope(String method, byte[] params, String end) {
    byte[] head =
        ("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = end.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(head.length + params.length + tail.length);
    out.writeBytes(head);
    out.writeBytes(params);
    out.writeBytes(tail);
    return out.toByteArray();
  }

  /** Where a result's JSON stands in an answer's bytes. */
  record Result(byte[] answer, int offset, int length) {

    /**
     * Makes a value of it.
     *
     * @throws IOException if it does not fit, saying so
     */
    <T extends @Nullable Object> T read(ResultReader<T> reader) throws IOException {
      try {
        return reader.read(answer, offset, length);
      } catch (JsonProcessingException e) {
        throw new RpcFormatException("the result does not fit: " + e.getOriginalMessage(), e);
      } catch (IllegalArgumentException e) {
        throw new RpcFormatException("the result does not fit: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Finds the result.
   *
   * @throws RpcException if the other side answered with an error
   * @throws IOException if this is no JSON-RPC answer; the message shows how it begins
   */
  static Result result(byte[] answer) throws IOException {
    RpcFrame frame = RpcFrame.parse(answer);
    if (frame.error() != null) {
      throw frame.error();
    }
    if (frame.result() == null) {
      throw RpcFrame.notJsonRpc(answer, null);
    }
    return frame.result();
  }
}
