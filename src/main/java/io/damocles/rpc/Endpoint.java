package io.damocles.rpc;

import java.net.URI;
import java.util.Locale;

/**
 * Where a JSON-RPC server listens; unless said otherwise calls go to {@code /rpc/v0}.
 *
 * @param host name or address, IPv6 without brackets
 * @param tls whether the connection is encrypted
 * @param path what is called there, beginning with a slash
 */
public record Endpoint(String host, int port, boolean tls, String path) {
  private static final String MANAGER_PATH = "/rpc/v0";

  /** The endpoint of a manager. */
  public Endpoint(String host, int port, boolean tls) {
    this(host, port, tls, MANAGER_PATH);
  }

  /**
   * Reads an {@code http}, {@code https}, {@code ws} or {@code wss} address of a manager; its path
   * is dropped, as damocles does.
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

  /** The same server with another path. */
  public Endpoint withPath(String other) {
    return new Endpoint(host, port, tls, other);
  }

  /** The address as a URL, IPv6 in brackets. */
  public String url() {
    return url("http");
  }

  /** The address as the URL of a WebSocket. */
  public String webSocketUrl() {
    return url("ws");
  }

  private String url(String scheme) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return scheme + (tls ? "s://" : "://") + shown + ":" + port + path;
  }

  @Override
  public String toString() {
    return url();
  }
}
