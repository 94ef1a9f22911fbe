package io.damocles.config;

/** A {@code host:port} to listen on; an empty host means every interface. */
public record ListenAddress(String host, int port) {

  /**
   * Reads {@code host:port}, {@code :port} or {@code [v6]:port}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static ListenAddress parse(String text) {
    var colon = text.lastIndexOf(':');
    var host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw invalid(text);
    }
    return new ListenAddress(host, port(text, text.substring(colon + 1)));
  }

  /** The address to call a server that listens here: this machine, if it is on every interface. */
  public ListenAddress reachable() {
    return switch (host) {
      case "", "0.0.0.0" -> new ListenAddress("127.0.0.1", port);
      case "::" -> new ListenAddress("::1", port);
      default -> this;
    };
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static int port(String text, String digits) {
    if (text.indexOf(':') < 0 || !digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65_535) {
      throw invalid(text);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no address; write host:port or :port, port 0 to 65535");
  }
}
