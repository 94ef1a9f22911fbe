package io.damocles.devnet.messager;

import io.damocles.devnet.api.Arguments;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCall;
import io.damocles.rpc.RpcCall;

/** A question about the message of one uid. */
abstract class UidCall extends NodeCall<String> {
  private final Messager messager;

  UidCall(Node node, Messager messager, String name) {
    super(node, name, 1);
    this.messager = messager;
  }

  final Messager messager() {
    return messager;
  }

  @Override
  protected final String read(RpcCall call) {
    return Arguments.string(call, 0);
  }
}
