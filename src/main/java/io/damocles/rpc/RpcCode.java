package io.damocles.rpc;

import java.util.Arrays;
import java.util.Optional;

/** The error codes of the wire: JSON-RPC 2.0's own first, then those of go-jsonrpc and damocles. */
public enum RpcCode {
  /**
   * The body is no JSON, or a parameter does not fit its type (go-jsonrpc uses one code for both).
   */
  PARSE_ERROR(-32700, true),
  /** The JSON is no request: a batch, or an id that is neither string nor number. */
  INVALID_REQUEST(-32600, true),
  /** There is no such method. */
  METHOD_NOT_FOUND(-32601, true),
  /** Too many or too few parameters. */
  INVALID_PARAMS(-32602, true),
  /** A defect of ours; the message names the id under which the log has the cause. */
  INTERNAL(0, true),
  /** The method ran and says no. */
  FAILED(1, false),
  /** The attempt is over: damocles' worker drops its result on this code and on no other. */
  ATTEMPT_OVER(11001, false);

  private final int code;
  private final boolean protocol;

  RpcCode(int code, boolean protocol) {
    this.code = code;
    this.protocol = protocol;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** Whether the error is one of the protocol (HTTP status 500) and not of the method (200). */
  public boolean isProtocol() {
    return protocol;
  }

  /** An exception with this code. */
  public RpcException exception(String message) {
    return new RpcException(code, message);
  }

  static Optional<RpcCode> of(int code) {
    return Arrays.stream(values()).filter(known -> known.code == code).findFirst();
  }
}
