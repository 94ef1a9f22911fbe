package io.damocles.chain.node;

import io.damocles.chain.HeadChange;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.ResultReader;
import io.damocles.rpc.RpcCaller;
import io.damocles.rpc.RpcClient;
import io.damocles.rpc.RpcServer;
import io.damocles.rpc.RpcSocketClient;
import io.damocles.rpc.RpcSubscription;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server, called by HTTP or WebSocket as its address says. */
final class NodeConnection {
  private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(10);
  private static final String NAMESPACE_HEADER = "X-VENUS-API-NAMESPACE";

  private final RpcCaller caller;
  private final Optional<RpcSocketClient> socket;

  /**
   * A connection that opens when it is needed.
   *
   * @param apiName of the service: one gateway of Venus routes to all of them by it
   */
  NodeConnection(Vertx vertx, NodeAddress address, String apiName, SocketRules rules) {
    RpcServer server =
        new RpcServer(
            Endpoint.of(address.url()).withPath(address.url().getPath()),
            address.token(),
            Map.of(NAMESPACE_HEADER, apiName));
    socket =
        address.isWebSocket()
            ? Optional.of(new RpcSocketClient(vertx, server, rules))
            : Optional.empty();
    caller =
        socket
            .<RpcCaller>map(client -> client)
            .orElseGet(() -> new RpcClient(vertx, server, rules.mostMessageBytes()));
  }

  String address() {
    return caller.address();
  }

  /** Fails with {@link NodeException} and nothing else. */
  <T extends @Nullable Object> Future<T> call(
      String method, Duration limit, ResultReader<T> reader, @Nullable Object... params) {
    return caller
        .call(method, NodeReply.params(params), limit, reader)
        .recover(failure -> Future.failedFuture(NodeException.of(address(), method, failure)));
  }

  /** Whether it can tell of head changes by itself. */
  boolean hasChannels() {
    return socket.isPresent();
  }

  /** Opens ChainNotify once; only over a WebSocket. */
  Future<RpcSubscription> notifications(RpcSubscription.Listener<List<HeadChange>> listener) {
    return socket
        .orElseThrow()
        .subscribe(
            ChainNode.NOTIFY,
            NodeReply.params(),
            SUBSCRIBE_LIMIT,
            NodeReply.list(HeadChange.class),
            listener)
        .recover(
            failure -> Future.failedFuture(NodeException.of(address(), ChainNode.NOTIFY, failure)));
  }

  Future<Void> close() {
    return caller.close();
  }
}
