package io.damocles.devnet.api;

import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;

/** {@code AuthVerify(token)}: the rights of a token. */
final class AuthVerify implements RpcMethod {
  private final Tokens tokens;

  AuthVerify(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public String name() {
    return "Filecoin.AuthVerify";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return tokens
        .verify(Arguments.string(call, 0))
        .map(
            rights ->
                Future.succeededFuture(
                    RpcResult.of(
                        Json.write(rights.stream().map(RpcPermission::wireName).toList()))))
        .orElseGet(
            () ->
                Future.failedFuture(
                    RpcCode.FAILED.exception(
                        "JWT Verification failed: jwt: HMAC verification failed")));
  }
}
