package io.damocles.devnet.fault;

import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** A method that suffers the faults that are switched on. */
public final class FaultyMethod implements RpcMethod {
  private final RpcMethod method;
  private final Faults faults;
  private final Vertx vertx;

  public FaultyMethod(RpcMethod method, Faults faults, Vertx vertx) {
    this.method = method;
    this.faults = faults;
    this.vertx = vertx;
  }

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public int parameters() {
    return method.parameters();
  }

  @Override
  public RpcPermission permission() {
    return method.permission();
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return faults
        .draw(method.name())
        .map(fault -> suffer(fault, call))
        .orElseGet(() -> method.call(call));
  }

  private Future<RpcResult> suffer(AnswerFault fault, RpcCall call) {
    return switch (fault.kind()) {
      case SLOW -> vertx.timer(Math.max(1, fault.millis())).compose(late -> method.call(call));
      case FAIL -> Future.failedFuture(RpcCode.FAILED.exception(fault.text()));
      case HANG -> Promise.<RpcResult>promise().future();
      case LOST ->
          method
              .call(call)
              .transform(
                  done -> {
                    call.drop();
                    return Promise.<RpcResult>promise().future();
                  });
    };
  }
}
