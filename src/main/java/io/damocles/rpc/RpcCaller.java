package io.damocles.rpc;

import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls one JSON-RPC server, over whatever transport. */
public interface RpcCaller {

  /** The server's address as its user writes it, without secrets. */
  String address();

  /**
   * Calls a method. The future fails with {@link RpcException} if the server answered with an
   * error, with {@link java.util.concurrent.TimeoutException} if nothing came within the limit,
   * with {@link RpcStatusException} if it refused by HTTP status, and with an {@link
   * java.io.IOException} if it was not reached or did not answer in JSON-RPC.
   *
   * @param params a JSON array
   * @param limit for everything from connecting to the last byte of the answer
   */
  <T extends @Nullable Object> Future<T> call(
      String method, byte[] params, Duration limit, ResultReader<T> reader);

  /** Ends all connections; running calls fail. */
  Future<Void> close();
}
