package io.damocles.rpc;

import java.net.URI;
import java.util.Locale;

/**
 * Where a JSON-RPC server listens; calls are always {@code POST /rpc/v0}.
 *
 * @param host name or address, IPv6 without brackets
 * @param tls whether the connection is encrypted
 */
public record Endpoint(String host, int port, boolean tls) {
  static final String PATH = "/rpc/v0";

  /**
   * Reads an {@code http}, {@code https}, {@code ws} or {@code wss} address; its path is dropped,
   * as damocles does.
   *
   * @throws IllegalArgumentException naming the address, if it has another scheme or no host
   */
  public static Endpoint of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https") || scheme.equals("wss");
    if (!tls && !scheme.equals("http") && !scheme.equals("ws")) {
      throw new IllegalArgumentException(
          "address " + address + ": expected http, https, ws or wss, got " + scheme);
    }
    String host = address.getHost();
    if (host == null) {
      throw new IllegalArgumentException("address " + address + " names no host");
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int standard = tls ? 443 : 80;
    return new Endpoint(bare, address.getPort() < 0 ? standard : address.getPort(), tls);
  }

  /** The address as a URL, IPv6 in brackets. */
  public String url() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "https://" : "http://") + shown + ":" + port + PATH;
  }

  @Override
  public String toString() {
    return url();
  }
}
