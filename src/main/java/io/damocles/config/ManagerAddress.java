package io.damocles.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a worker finds its manager: a multiaddr or a URL, always {@code …/rpc/v0} in the end. */
public final class ManagerAddress {
  private static final String RPC_PATH = "/rpc/v0";
  private static final Pattern MULTIADDR =
      Pattern.compile("/(ip4|ip6|dns|dns4|dns6)/([^/]+)/tcp/(\\d{1,5})(?:/(http|https|ws|wss))?/?");
  private static final Pattern URL =
      Pattern.compile("(http|https|ws|wss)://([^/?#]+)(?:[/?#].*)?", Pattern.CASE_INSENSITIVE);

  private ManagerAddress() {}

  /**
   * Reads {@code /ip4/10.0.0.1/tcp/1789}, {@code /dns/host/tcp/443/https} or {@code
   * http://host:1789}; a path is dropped, and {@code ws} stands for {@code http}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static URI parse(String text) {
    Matcher multiaddr = MULTIADDR.matcher(text);
    Matcher url = URL.matcher(text);
    try {
      if (multiaddr.matches()) {
        return fromMultiaddr(multiaddr);
      } else if (url.matches()) {
        return checked(new URI(scheme(url.group(1)) + "://" + url.group(2) + RPC_PATH));
      }
    } catch (URISyntaxException malformed) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static URI fromMultiaddr(Matcher multiaddr) throws URISyntaxException {
    var name = multiaddr.group(2);
    var host = "ip6".equals(multiaddr.group(1)) ? "[" + name + "]" : name;
    var scheme = multiaddr.group(4) == null ? "http" : scheme(multiaddr.group(4));
    return checked(new URI(scheme + "://" + host + ":" + multiaddr.group(3) + RPC_PATH));
  }

  private static URI checked(URI uri) throws URISyntaxException {
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      throw new URISyntaxException(uri.toString(), "no host and port");
    }
    return uri;
  }

  private static String scheme(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> "https";
      default -> "http";
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("\"" + text + "\" is no address of a manager");
  }
}
