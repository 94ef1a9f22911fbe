package io.damocles.worker;

import io.damocles.rpc.RpcException;
import javax.net.ssl.SSLException;

/** How failures of calls read in a log line. */
final class Failures {
  private Failures() {}

  static String text(Throwable e) {
    if (e instanceof RpcException error) {
      return "error " + error.code() + ": " + error.getMessage();
    }
    if (e instanceof SSLException && e.getCause() != null) {
      return "TLS: " + text(e.getCause());
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
