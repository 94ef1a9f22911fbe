package io.damocles.rpc;

import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Optional;

/**
 * A server and what every request to it carries.
 *
 * @param token sent as {@code Authorization: Bearer}
 * @param headers further ones, by name
 */
public record RpcServer(Endpoint endpoint, Optional<String> token, Map<String, String> headers) {

  void address(RequestOptions options) {
    options
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .setSsl(endpoint.tls())
        .setURI(endpoint.path())
        .setFollowRedirects(false)
        .setHeaders(all());
  }

  private MultiMap all() {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    headers.forEach(all::set);
    token.ifPresent(secret -> all.set("authorization", "Bearer " + secret));
    return all;
  }

  /** Without the token: it ends up in logs. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
