package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call: its parameters, still as JSON, and whether its caller is still there. */
public final class RpcCall {
  private final String method;
  private final byte[] body;
  private final List<Slice> parameters;
  private final @Nullable String id;
  private final Caller caller;

  RpcCall(RpcRequest request, byte[] body, Caller caller) {
    this.method = request.method();
    this.id = request.id();
    this.body = body;
    this.parameters = request.parameters();
    this.caller = caller;
  }

  /** A part of the request's bytes. */
  record Slice(int start, int end) {}

  /** Makes a value of a parameter's JSON. */
  public interface Reader<T> {
    T read(byte[] json, int offset, int length) throws IOException;
  }

  /** Whether nobody waits for the answer any more. */
  public boolean isGone() {
    return caller.isGone();
  }

  /** Tells the listener, on any thread, when the caller takes this call back. */
  public void whenCancelled(Runnable listener) {
    caller.whenCancelled(listener);
  }

  /** Ends the caller's connection without an answer. */
  public void drop() {
    caller.drop();
  }

  /**
   * Opens a channel of values to the caller; its number must be the answer.
   *
   * @throws RpcException -32601 if the caller's connection has no channels
   */
  public RpcChannel channel() {
    return Optional.ofNullable(id)
        .flatMap(caller::channel)
        .orElseThrow(
            () ->
                RpcCode.METHOD_NOT_FOUND.exception(
                    "method '%s' not supported in this mode (no out channel support)"
                        .formatted(method)));
  }

  int size() {
    return parameters.size();
  }

  /**
   * A parameter.
   *
   * @param goType the type's name in damocles' API, for the error's text
   * @throws RpcException -32700 if it does not fit
   */
  public <T> T parameter(int index, String goType, Reader<T> reader) {
    Slice slice = parameters.get(index);
    try {
      return reader.read(body, slice.start(), slice.end() - slice.start());
    } catch (JsonProcessingException e) {
      throw mismatch(
          goType, JsonMismatch.text(e, body, slice.start(), slice.end() - slice.start()));
    } catch (IOException | IllegalArgumentException e) {
      throw mismatch(goType, String.valueOf(e.getMessage()));
    }
  }

  private RpcException mismatch(String goType, String why) {
    return RpcCode.PARSE_ERROR.exception(
        "unmarshaling params for '%s' (param: *%s): %s"
            .formatted(method, goType, why.lines().findFirst().orElse("")));
  }
}
