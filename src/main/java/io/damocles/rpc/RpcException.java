package io.damocles.rpc;

/** The other side answered with a JSON-RPC error; no answer at all is another exception. */
public final class RpcException extends RuntimeException {
  /** The standard code of a method that the other side does not know. */
  public static final int METHOD_NOT_FOUND = -32601;

  private final int code;

  public RpcException(int code, String message) {
    super(message);
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean isMethodNotFound() {
    return code == METHOD_NOT_FOUND;
  }
}
