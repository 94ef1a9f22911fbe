package io.damocles.chain.node;

import io.damocles.chain.Message;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls of venus-messager with types; each fails with {@link NodeException}. */
final class MessagerClient {
  private static final String API_NAME = "messager.IMessager";

  private final NodeConnection connection;
  private final Duration limit;

  MessagerClient(Vertx vertx, NodeAddress address, SocketRules rules, Duration limit) {
    this.connection = new NodeConnection(vertx, address, API_NAME, rules);
    this.limit = limit;
  }

  /** Hands a message over; a uid that is known already is an error. */
  Future<String> push(String uid, Message message, PushSpec spec) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("expireEpoch", 0);
    wire.put("gasOverEstimation", spec.gasOverEstimation());
    wire.put("maxFee", spec.maxFee());
    wire.put("gasOverPremium", spec.gasOverPremium());
    return connection.call(
        "Message.PushMessageWithId", limit, NodeReply.value(String.class), uid, message, wire);
  }

  Future<Boolean> has(String uid) {
    return connection.call("Message.HasMessageByUid", limit, NodeReply.value(Boolean.class), uid);
  }

  Future<MessagerMessage> message(String uid) {
    return connection.call(
        "Message.GetMessageByUid", limit, NodeReply.value(MessagerMessage.class), uid);
  }

  Future<Void> close() {
    return connection.close();
  }
}
