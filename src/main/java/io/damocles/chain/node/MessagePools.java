package io.damocles.chain.node;

import io.damocles.config.ManagerConfig;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Chooses how messages are sent. */
public final class MessagePools {
  private static final Duration MESSAGER_LIMIT = Duration.ofSeconds(30);

  private MessagePools() {}

  /** Through the messager that the configuration names; without one through the node itself. */
  public static MessagePool of(Vertx vertx, ManagerConfig.Api api, ChainNode node) {
    return api.messagerNode()
        .<MessagePool>map(
            address ->
                new MessagerMessagePool(vertx, address, SocketRules.standard(), MESSAGER_LIMIT))
        .orElseGet(() -> new NodeMessagePool(node));
  }
}
