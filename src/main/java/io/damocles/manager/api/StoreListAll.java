package io.damocles.manager.api;

import io.damocles.manager.StoreCatalog;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/** {@code Venus.StoreList()}: all stores with the state of their file systems. */
public final class StoreListAll implements RpcMethod {
  private final StoreCatalog stores;
  private final WorkerExecutor pool;

  /**
   * @param pool asks the file systems, which may hang on a dead mount
   */
  public StoreListAll(StoreCatalog stores, WorkerExecutor pool) {
    this.stores = stores;
    this.pool = pool;
  }

  @Override
  public String name() {
    return "Venus.StoreList";
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return pool.executeBlocking(() -> RpcResult.of(Json.write(stores.details())), false);
  }
}
