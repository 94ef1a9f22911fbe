package io.damocles.manager;

import io.damocles.config.ListenAddress;
import io.damocles.config.ManagerConfig.Access;
import io.damocles.config.ManagerConfig.Stranger;
import io.damocles.rpc.RpcAccess;
import io.damocles.rpc.RpcPermission;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call, by {@code Authorization: Bearer}: workers may write what workers write, admins
 * everything. damocles knows no tokens, so that without any configured everybody may call.
 */
final class TokenAccess implements RpcAccess {
  private static final Logger log = LoggerFactory.getLogger(TokenAccess.class);
  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "::1");

  private volatile Access access;

  TokenAccess(Access access) {
    this.access = access;
  }

  /** Other tokens from now on; open WebSockets keep the rights they have. */
  void replace(Access changed) {
    access = changed;
  }

  /** Says what an operator may not know: that strangers can take and remove jobs. */
  void tell(ListenAddress listen) {
    boolean local = listen.host().startsWith("127.") || LOOPBACK.contains(listen.host());
    if (!local && access.stranger() == Stranger.EVERYTHING) {
      log.warn(
          "whoever reaches {} may take, finish and remove jobs: keep it in a private network, or"
              + " set Common.Access.AdminTokens and WorkerTokens",
          listen);
    }
  }

  @Override
  public Optional<Set<RpcPermission>> rights(HttpServerRequest request) {
    Access now = access;
    String header = request.getHeader("authorization");
    if (header == null || header.isEmpty()) {
      return stranger(now.stranger());
    }
    byte[] token =
        (header.startsWith(BEARER) ? header.substring(BEARER.length()) : header)
            .getBytes(StandardCharsets.UTF_8);
    if (isOneOf(now.adminTokens(), token)) {
      return Optional.of(RpcPermission.all());
    }
    if (isOneOf(now.workerTokens(), token)) {
      return Optional.of(EnumSet.of(RpcPermission.READ, RpcPermission.WRITE));
    }
    // A token of old that nobody took out of a worker's file costs nothing where none is needed.
    return now.stranger() == Stranger.EVERYTHING ? stranger(now.stranger()) : Optional.empty();
  }

  /** With an id that damocles' worker takes, so that its log tells of it. */
  @Override
  public String refusal() {
    return "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":"
        + "\"unauthorized: this manager wants a token that it knows\"}}\n";
  }

  private static Optional<Set<RpcPermission>> stranger(Stranger stranger) {
    return switch (stranger) {
      case EVERYTHING -> Optional.of(RpcPermission.all());
      case WORK -> Optional.of(EnumSet.of(RpcPermission.READ, RpcPermission.WRITE));
      case NOTHING -> Optional.empty();
    };
  }

  /** Takes as long for a token that is nearly right. */
  private static boolean isOneOf(Collection<String> tokens, byte[] token) {
    boolean found = false;
    for (String known : tokens) {
      found |= MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), token);
    }
    return found;
  }
}
