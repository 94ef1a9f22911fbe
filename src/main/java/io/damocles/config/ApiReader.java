package io.damocles.config;

import io.damocles.config.ManagerConfig.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code [Common.API]}; addresses stay as written, but those that are none are refused. */
final class ApiReader {
  private final TomlTable table;

  private ApiReader(TomlTable table) {
    this.table = table;
  }

  static Api api(TomlTable table) {
    return new ApiReader(table).api();
  }

  private Api api() {
    return new Api(
        chain(),
        address("Messager"),
        address("Market"),
        addresses("Gateway"),
        table.string("Token").orElse(""),
        table
            .text("ChainEventInterval", "a Go duration such as \"1m30s\"", GoDuration::parse)
            .orElse(Duration.ofMinutes(1)));
  }

  /** damocles knows one node; a list of them is an extension. */
  private List<String> chain() {
    boolean one =
        table
            .read(
                "Chain",
                "an address or a list of addresses",
                value ->
                    value instanceof String
                        ? Boolean.TRUE
                        : value instanceof List<?> ? false : null)
            .orElse(false);
    return one ? address("Chain").stream().toList() : addresses("Chain");
  }

  private Optional<String> address(String key) {
    return table.string(key).filter(text -> !text.isEmpty()).map(text -> checked(key, text));
  }

  private List<String> addresses(String key) {
    return table.strings(key).stream().map(text -> checked(key, text)).toList();
  }

  /** Which version of an API is meant depends on who calls; the error must not show a token. */
  private String checked(String key, String address) {
    try {
      NodeAddress.parse(address, "v1");
      return address;
    } catch (IllegalArgumentException notAnAddress) {
      throw new ConfigException(table.place(key) + " = " + notAnAddress.getMessage(), notAnAddress);
    }
  }
}
