package io.damocles.rpc;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** Which rights the sender of a request has. */
public interface RpcAccess {

  /** Its rights, which may be none; empty if it must be turned away with status 401. */
  Optional<Set<RpcPermission>> rights(HttpServerRequest request);

  /** The body of the answer to one who is turned away. */
  default String refusal() {
    return "";
  }

  /** Everybody may do everything. */
  static RpcAccess open() {
    return request -> Optional.of(RpcPermission.all());
  }
}
