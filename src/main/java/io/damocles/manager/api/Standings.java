package io.damocles.manager.api;

import io.damocles.job.Standing;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import java.util.List;

/** What an attempt's standing reads like on the wire. */
final class Standings {
  private Standings() {}

  /**
   * The answer to a finish: an attempt that is over gets code 11001, on which damocles' worker
   * drops its result at once instead of trying again for five minutes.
   */
  static Future<RpcResult> finished(Standing standing) {
    return switch (standing.kind()) {
      case ACCEPTED, REPEATED -> Future.succeededFuture(RpcResult.none());
      case STALE -> Future.failedFuture(RpcCode.ATTEMPT_OVER.exception(standing.message()));
      case UNKNOWN -> Future.failedFuture(RpcCode.FAILED.exception(standing.message()));
    };
  }

  /** The answer to a heartbeat or release of several: the first refusal, if there is one. */
  static Future<RpcResult> all(List<Standing> standings) {
    return standings.stream()
        .filter(standing -> !standing.isDone())
        .findFirst()
        .map(refused -> Future.<RpcResult>failedFuture(RpcCode.FAILED.exception(refused.message())))
        .orElseGet(() -> Future.succeededFuture(RpcResult.none()));
  }
}
