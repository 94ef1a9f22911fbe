package io.damocles.devnet.gateway;

import io.damocles.devnet.api.Arguments;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcChannel;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;

/** {@code Gateway.ListenProofEvent(policy)}: a channel of questions for a miner. */
public final class ListenProofEvent implements RpcMethod {
  private final Gateway gateway;

  public ListenProofEvent(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return "Gateway.ListenProofEvent";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    ProofEvent.Listen listen =
        Arguments.value(call, 0, "*gateway.ProofRegisterPolicy", ProofEvent.Listen.class)
            .filter(policy -> policy.miner().isId())
            .orElseThrow(() -> RpcCode.FAILED.exception("the policy names no miner by its id"));
    RpcChannel channel = call.channel();
    gateway.listen(listen.miner().id(), channel);
    return Future.succeededFuture(channel.result());
  }
}
