package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The channels of one WebSocket, by the ids of the requests that opened them. */
final class RpcChannels {
  private static final JsonFactory JSON = new JsonFactory();
  private static final RpcDialect DIALECT = RpcDialect.lotus();

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

  /** Whether the message is a cancellation, which is then done. */
  boolean cancels(byte[] message) {
    if (!contains(message)) {
      return false;
    }
    try {
      RpcRequest request = RpcRequest.parse(JSON, DIALECT, message);
      if (!request.method().equals("xrpc.cancel")) {
        return false;
      }
      request.parameters().forEach(part -> cancel(text(message, part)));
      return true;
    } catch (IOException | RpcException e) {
      return false;
    }
  }

  /** The connection has ended. */
  void gone() {
    Map.copyOf(byRequest).values().forEach(RpcChannel::gone);
  }

  private void cancel(String request) {
    RpcChannel channel = byRequest.get(request);
    if (channel != null) {
      channel.end();
    }
  }

  private static String text(byte[] message, RpcCall.Slice part) {
    return new String(message, part.start(), part.end() - part.start(), StandardCharsets.UTF_8);
  }

  private static boolean contains(byte[] message) {
    return message.length < 256
        && new String(message, StandardCharsets.UTF_8).contains("xrpc.cancel");
  }
}
