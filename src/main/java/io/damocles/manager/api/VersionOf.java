package io.damocles.manager.api;

import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;

/** {@code Venus.Version()}. */
public final class VersionOf implements RpcMethod {
  private final String version;

  public VersionOf(String version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "Venus.Version";
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return Future.succeededFuture(RpcResult.of(Json.write(version)));
  }
}
