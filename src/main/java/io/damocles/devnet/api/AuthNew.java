package io.damocles.devnet.api;

import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code AuthNew(rights)}: a token with these rights. */
final class AuthNew implements RpcMethod {
  private final Tokens tokens;

  AuthNew(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public String name() {
    return "Filecoin.AuthNew";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.ADMIN;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    List<RpcPermission> rights =
        call.parameter(
            0,
            "[]auth.Permission",
            (json, from, size) -> {
              List<RpcPermission> read = new ArrayList<>();
              for (String name : Json.read(json, from, size, String[].class)) {
                read.add(permission(name));
              }
              return read;
            });
    byte[] token = tokens.make(rights).getBytes(StandardCharsets.UTF_8);
    return Future.succeededFuture(RpcResult.of(Json.write(token)));
  }

  private static RpcPermission permission(String name) {
    return RpcPermission.all().stream()
        .filter(known -> known.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown permission \"%s\", expected read, write, sign or admin"
                        .formatted(name)));
  }
}
