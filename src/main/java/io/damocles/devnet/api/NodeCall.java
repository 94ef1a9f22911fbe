package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call that reads its parameters where it comes in, is answered on the chain's thread, and
 * written beside it.
 *
 * @param <P> its parameters
 */
public abstract class NodeCall<P> implements RpcMethod {
  private final Node node;
  private final String name;
  private final int parameters;
  private final RpcPermission permission;

  protected NodeCall(Node node, String name, int parameters) {
    this(node, name, parameters, RpcPermission.READ);
  }

  protected NodeCall(Node node, String name, int parameters, RpcPermission permission) {
    this.node = node;
    this.name = name.contains(".") || name.startsWith("eth_") ? name : "Filecoin." + name;
    this.parameters = parameters;
    this.permission = permission;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int parameters() {
    return parameters;
  }

  @Override
  public final RpcPermission permission() {
    return permission;
  }

  protected final Node node() {
    return node;
  }

  protected abstract P read(RpcCall call);

  /** An immutable value that has a form in JSON. */
  protected abstract @Nullable Object answer(DevnetChain chain, P parameters);

  @Override
  public Future<RpcResult> call(RpcCall call) {
    P given = read(call);
    return node.thread().call(() -> answer(node.chain(), given)).compose(this::written);
  }

  protected final Future<RpcResult> written(@Nullable Object value) {
    return node.answers().executeBlocking(() -> RpcResult.of(Written.json(value)), false);
  }
}
