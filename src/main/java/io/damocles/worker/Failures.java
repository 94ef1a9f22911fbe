package io.damocles.worker;

import io.damocles.rpc.RpcException;

/** How failures of calls read in a log line. */
final class Failures {
  private Failures() {}

  static String text(Throwable e) {
    if (e instanceof RpcException error) {
      return "error " + error.code() + ": " + error.getMessage();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
