package io.damocles.poster.winning;

import com.fasterxml.jackson.databind.ObjectReader;
import io.damocles.chain.Address;
import io.damocles.chain.ChainJson;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcServer;
import io.damocles.rpc.RpcSocketClient;
import io.damocles.rpc.RpcSubscription;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The calls of one gateway, over one WebSocket for all miners. */
final class GatewayClient {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ObjectReader EVENTS = ChainJson.mapper().readerFor(ProofEvent.Request.class);

  private final RpcSocketClient socket;

  GatewayClient(Vertx vertx, NodeAddress address) {
    this.socket = new RpcSocketClient(vertx, server(address), rules());
  }

  String address() {
    return socket.address();
  }

  /** Lets the gateway ask this listener for proofs of the miner until the channel ends. */
  Future<RpcSubscription> listen(
      long miner, RpcSubscription.Listener<ProofEvent.Request> listener) {
    return socket.subscribe(
        "Gateway.ListenProofEvent",
        params(new ProofEvent.Policy(Address.ofId(miner))),
        LIMIT,
        (json, offset, length) -> EVENTS.<ProofEvent.Request>readValue(json, offset, length),
        listener);
  }

  Future<Void> respond(ProofEvent.Response response) {
    return socket
        .<Boolean>call(
            "Gateway.ResponseProofEvent", params(response), LIMIT, (json, offset, length) -> true)
        .mapEmpty();
  }

  Future<Void> close() {
    return socket.close();
  }

  private static byte[] params(Object parameter) {
    return Questions.json(List.of(parameter));
  }

  private static RpcServer server(NodeAddress address) {
    return new RpcServer(
        Endpoint.of(address.url()).withPath(address.url().getPath()),
        address.token(),
        Map.of("X-VENUS-API-NAMESPACE", "gateway.IGateway"));
  }

  /** A gateway that is back should be heard within a second, for a proof has only an epoch. */
  private static SocketRules rules() {
    SocketRules standard = SocketRules.standard();
    return new SocketRules(
        standard.ping(),
        standard.silence(),
        standard.connect(),
        standard.firstPause(),
        Duration.ofSeconds(1),
        standard.mostMessageBytes());
  }
}
