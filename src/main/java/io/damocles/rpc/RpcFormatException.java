package io.damocles.rpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the other side sent is no JSON-RPC, or a result of another type than expected. */
public final class RpcFormatException extends IOException {
  RpcFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
