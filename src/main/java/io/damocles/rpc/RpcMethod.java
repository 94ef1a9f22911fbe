package io.damocles.rpc;

import io.vertx.core.Future;

/** One method of the API. */
public interface RpcMethod {

  /** Full name, such as {@code Venus.WorkerPing}. */
  String name();

  /** How many parameters a call must have. */
  int parameters();

  /** What a caller must be allowed. */
  default RpcPermission permission() {
    return RpcPermission.READ;
  }

  /**
   * Runs a call.
   *
   * @throws RpcException if a parameter does not fit; nothing was done then
   */
  Future<RpcResult> call(RpcCall call);
}
