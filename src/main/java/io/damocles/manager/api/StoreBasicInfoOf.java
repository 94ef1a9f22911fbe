package io.damocles.manager.api;

import io.damocles.manager.StoreCatalog;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;

/**
 * {@code Venus.StoreBasicInfo(name)}: a store, or null if it is not configured; workers ask at
 * their start.
 */
public final class StoreBasicInfoOf implements RpcMethod {
  private final StoreCatalog stores;

  public StoreBasicInfoOf(StoreCatalog stores) {
    this.stores = stores;
  }

  @Override
  public String name() {
    return "Venus.StoreBasicInfo";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return Future.succeededFuture(
        stores
            .find(Parameters.string(call, 0))
            .map(store -> RpcResult.of(Json.write(store)))
            .orElseGet(RpcResult::none));
  }
}
