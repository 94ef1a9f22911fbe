package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** One call: its parameters, still as JSON, and whether its caller is still there. */
public final class RpcCall {
  private final String method;
  private final byte[] body;
  private final List<Slice> parameters;
  private final Caller caller;

  RpcCall(String method, byte[] body, List<Slice> parameters, Caller caller) {
    this.method = method;
    this.body = body;
    this.parameters = parameters;
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
