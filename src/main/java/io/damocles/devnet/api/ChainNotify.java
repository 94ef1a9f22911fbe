package io.damocles.devnet.api;

import io.damocles.chain.HeadChange;
import io.damocles.devnet.chain.HeadListener;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcChannel;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** {@code ChainNotify()}: a channel with the head, then every change of it. */
final class ChainNotify implements RpcMethod {
  private final Node node;

  ChainNotify(Node node) {
    this.node = node;
  }

  @Override
  public String name() {
    return "Filecoin.ChainNotify";
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    RpcChannel channel = call.channel();
    return node.thread()
        .call(
            () -> {
              subscribe(channel);
              return channel.result();
            });
  }

  private void subscribe(RpcChannel channel) {
    send(channel, List.of(new HeadChange("current", node.chain().head())));
    HeadListener listener = changes -> send(channel, changes);
    node.chain().addListener(listener);
    channel.onClose(
        () ->
            node.thread()
                .call(
                    () -> {
                      node.chain().removeListener(listener);
                      return true;
                    }));
  }

  private static void send(RpcChannel channel, List<HeadChange> changes) {
    channel.send(Buffer.buffer(Written.json(changes)));
  }
}
