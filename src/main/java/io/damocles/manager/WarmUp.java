package io.damocles.manager;

import io.damocles.rpc.Caller;
import io.damocles.rpc.RpcDispatcher;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/**
 * Calls that find nothing, made once the manager serves: the first workers of a deadline should not
 * be the ones who wait while classes are loaded and compiled.
 */
final class WarmUp {
  private static final int CALLS = 300;

  /** Nobody has this miner, so nothing is claimed. */
  private static final byte[] CLAIM =
      """
      {"id":1,"method":"Venus.WdPoStAllocateJobs","params":[{"AllowedMiners":[18446744073709551615],\
      "AllowedProofTypes":[]},1,"warm-up"]}"""
          .getBytes(StandardCharsets.UTF_8);

  private final RpcDispatcher dispatcher;

  WarmUp(RpcDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  Future<Void> run() {
    return again(CALLS);
  }

  private Future<Void> again(int left) {
    return left == 0
        ? Future.succeededFuture()
        : dispatcher
            .handle(CLAIM, new Caller(() -> false))
            .response()
            .compose(done -> again(left - 1));
  }
}
