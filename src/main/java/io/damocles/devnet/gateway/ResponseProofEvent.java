package io.damocles.devnet.gateway;

import io.damocles.devnet.api.Arguments;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/** {@code Gateway.ResponseProofEvent(response)}: an answer, which is verified. */
public final class ResponseProofEvent implements RpcMethod {
  private final Gateway gateway;
  private final WorkerExecutor verifying;

  public ResponseProofEvent(Gateway gateway, WorkerExecutor verifying) {
    this.gateway = gateway;
    this.verifying = verifying;
  }

  @Override
  public String name() {
    return "Gateway.ResponseProofEvent";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    ProofEvent.Response response =
        Arguments.value(call, 0, "*gateway.ResponseEvent", ProofEvent.Response.class)
            .orElseThrow(() -> RpcCode.FAILED.exception("the response is null"));
    return verifying
        .executeBlocking(
            () -> {
              gateway.answered(response);
              return true;
            },
            false)
        .map(done -> RpcResult.none());
  }
}
