package io.damocles.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a node, a messager or a gateway is called.
 *
 * @param url {@code ws}, {@code wss}, {@code http} or {@code https}, with host, port and path
 * @param token the JWT that stood in front of the address; secret
 */
public record NodeAddress(URI url, Optional<String> token) {
  private static final Pattern TOKEN =
      Pattern.compile("([\\w-]+\\.[\\w-]+\\.[\\w-]*):(.+)", Pattern.DOTALL);
  private static final Pattern MULTIADDR =
      Pattern.compile(
          "/(ip4|ip6|dns|dns4|dns6)/([^/]+)/tcp/(\\d{1,5})((?:/(?:version/v\\d+|http|https|ws|wss))*)/?");
  private static final Pattern VERSION = Pattern.compile("/version/(v\\d+)");
  private static final Pattern SCHEME = Pattern.compile("/(https|http|wss|ws)\\b");
  private static final Pattern VERSIONED_PATH = Pattern.compile(".*/rpc/v\\d+");

  /**
   * Reads {@code /ip4/10.0.0.1/tcp/1234}, {@code /dns4/host/tcp/443/version/v1/wss}, {@code
   * http://host:1234} and each with {@code TOKEN:} in front. A multiaddr is called by WebSocket
   * unless it says otherwise; {@code /rpc/VERSION} is added to a URL's path unless it ends so.
   *
   * @param version of the API where the address names none: {@code v1}
   * @throws IllegalArgumentException naming the address without its token
   */
  public static NodeAddress parse(String text, String version) {
    Matcher split = TOKEN.matcher(text);
    boolean hasToken = split.matches();
    String address = hasToken ? split.group(2) : text;
    Optional<String> token = hasToken ? Optional.of(split.group(1)) : Optional.empty();
    try {
      return new NodeAddress(url(address, version), token);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "\"" + masked(address) + "\" is no address: " + malformed.getReason(), malformed);
    }
  }

  /** The same with this token if it has none. */
  public NodeAddress orToken(String common) {
    return token.isPresent() || common.isEmpty() ? this : new NodeAddress(url, Optional.of(common));
  }

  /** Whether it is called by WebSocket, where channels are possible. */
  public boolean isWebSocket() {
    return url.getScheme().startsWith("ws");
  }

  private static URI url(String address, String version) throws URISyntaxException {
    Matcher multiaddr = MULTIADDR.matcher(address);
    if (multiaddr.matches()) {
      return ofMultiaddr(multiaddr, version);
    }
    String scheme = address.replaceFirst("(?s):.*", "").toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?|wss?")) {
      throw invalid(address, "expected a multiaddr, or a URL of ws, wss, http or https");
    }
    URI url = new URI(address);
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getFragment() != null) {
      throw invalid(address, "a URL has only a host, a port and a path here");
    }
    String path = url.getPath().replaceAll("/+$", "");
    String whole = VERSIONED_PATH.matcher(path).matches() ? path : path + "/rpc/" + version;
    return checked(scheme, url.getHost(), port(url, scheme), whole, address);
  }

  private static URI ofMultiaddr(Matcher multiaddr, String version) throws URISyntaxException {
    String name = multiaddr.group(2);
    String host = multiaddr.group(1).equals("ip6") ? "[" + name + "]" : name;
    Matcher versions = VERSION.matcher(multiaddr.group(4));
    Matcher schemes = SCHEME.matcher(multiaddr.group(4));
    return checked(
        schemes.find() ? schemes.group(1) : "ws",
        host,
        Integer.parseInt(multiaddr.group(3)),
        "/rpc/" + (versions.find() ? versions.group(1) : version),
        multiaddr.group());
  }

  private static int port(URI url, String scheme) {
    int standard = scheme.endsWith("s") && !scheme.equals("ws") ? 443 : 80;
    return url.getPort() < 0 ? standard : url.getPort();
  }

  private static URI checked(
      String scheme, @Nullable String host, int port, String path, String address)
      throws URISyntaxException {
    if (host == null) {
      throw invalid(address, "no host");
    }
    if (port < 1 || port > 65_535) {
      throw invalid(address, "no port " + port);
    }
    return new URI(scheme, null, host, port, path, null, null);
  }

  private static URISyntaxException invalid(String address, String why) {
    return new URISyntaxException(address, why);
  }

  /** What stands where a password may stand is not shown. */
  private static String masked(String address) {
    return address.replaceFirst("//[^/@]*@", "//***@");
  }

  /** Without the token: it ends up in logs. */
  @Override
  public String toString() {
    return url.toString();
  }
}
