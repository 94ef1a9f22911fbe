package io.damocles.rpc;

import java.io.IOException;

/** The server refused a call, or a WebSocket, by the status of HTTP. */
public final class RpcStatusException extends IOException {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final int status;

  RpcStatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the token is missing or not accepted. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED || status == FORBIDDEN;
  }
}
