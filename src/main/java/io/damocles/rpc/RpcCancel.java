package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import io.damocles.rpc.RpcCall.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * go-jsonrpc's {@code {"method":"xrpc.cancel","params":[id]}}, by which a WebSocket's peer takes a
 * call back.
 */
final class RpcCancel {
  private static final String METHOD = "xrpc.cancel";
  private static final int LONGEST = 1024;
  private static final JsonFactory JSON = new JsonFactory();
  private static final RpcDialect DIALECT = RpcDialect.damocles();

  private RpcCancel() {}

  /**
   * The JSON of the cancelled call's id (empty text if it names none), or nothing if the frame is
   * no cancel.
   */
  static Optional<String> id(byte[] frame) {
    if (frame.length > LONGEST || !new String(frame, StandardCharsets.UTF_8).contains(METHOD)) {
      return Optional.empty();
    }
    try {
      RpcRequest request = RpcRequest.parse(JSON, DIALECT, frame);
      if (!request.method().equals(METHOD)) {
        return Optional.empty();
      }
      return Optional.of(request.parameters().isEmpty() ? "" : text(frame, request));
    } catch (IOException | RpcException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] frame, RpcRequest request) {
    Slice id = request.parameters().get(0);
    return new String(frame, id.start(), id.end() - id.start(), StandardCharsets.UTF_8);
  }
}
