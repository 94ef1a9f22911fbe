package io.damocles.manager;

import io.damocles.rpc.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Another manager that is asked where sectors are ({@code --proxy}).
 *
 * @param token sent as {@code Authorization: Bearer}; secret
 * @param authorities PEM file of the certificates that TLS trusts, instead of the system's
 */
public record ProxyOptions(Endpoint endpoint, Optional<String> token, Optional<Path> authorities) {

  /** Without the token: it ends up in logs. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
