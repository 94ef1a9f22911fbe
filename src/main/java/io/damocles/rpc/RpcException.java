package io.damocles.rpc;

import org.jspecify.annotations.Nullable;

/** The other side answered with a JSON-RPC error; no answer at all is another exception. */
public final class RpcException extends RuntimeException {
  /** The standard code of a method that the other side does not know. */
  public static final int METHOD_NOT_FOUND = -32601;

  private final int code;
  private final @Nullable String data;

  public RpcException(int code, String message) {
    this(code, message, null);
  }

  /**
   * An error with more to it.
   *
   * @param data JSON of the error's {@code data} member; null for none
   */
  public RpcException(int code, String message, @Nullable String data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  public int code() {
    return code;
  }

  /** JSON of the {@code data} member, if there is one. */
  public @Nullable String data() {
    return data;
  }

  public boolean isMethodNotFound() {
    return code == METHOD_NOT_FOUND;
  }
}
