package io.damocles.rpc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The channels of one WebSocket, by the ids of the requests that opened them. */
final class RpcChannels {

  private final Map<String, RpcChannel> byRequest = new HashMap<>();
  private final Context context;
  private final Function<Buffer, Future<Void>> write;
  private final Runnable dropPeer;
  private long last;

  RpcChannels(Context context, Function<Buffer, Future<Void>> write, Runnable dropPeer) {
    this.context = context;
    this.write = write;
    this.dropPeer = dropPeer;
  }

  /** Opens the next one; runs on the socket's context. */
  RpcChannel open(String request) {
    last++;
    RpcChannel channel = new RpcChannel(last, context, write, dropPeer);
    byRequest.put(request, channel);
    channel.onClose(() -> byRequest.remove(request, channel));
    return channel;
  }

  /** The connection has ended. */
  void gone() {
    Map.copyOf(byRequest).values().forEach(RpcChannel::gone);
  }

  /** The peer takes the request back that opened one. */
  void cancel(String request) {
    RpcChannel channel = byRequest.get(request);
    if (channel != null) {
      channel.end();
    }
  }
}
