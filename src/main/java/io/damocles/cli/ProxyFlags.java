package io.damocles.cli;

import io.damocles.config.ListenAddress;
import io.damocles.config.ManagerAddress;
import io.damocles.config.UserPath;
import io.damocles.manager.ProxyOptions;
import io.damocles.rpc.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags for another manager that knows where sectors are. */
final class ProxyFlags {
  @Option(
      names = "--proxy",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = {
        "Ask this manager where sectors are: host:port, a multiaddr or a URL.",
        "The stores, by the same names, must be configured here too."
      })
  private String address = "";

  @Option(
      names = "--proxy-sector-indexer-off",
      arity = "0..1",
      fallbackValue = "true",
      description = "With --proxy: look for sectors here alone all the same.")
  private boolean off;

  @Option(
      names = "--proxy-token-file",
      paramLabel = "FILE",
      description = {
        "With --proxy: file with a token for that manager.",
        "Environment: DAMOCLES_PROXY_TOKEN_FILE"
      })
  private @Nullable String tokenFile;

  @Option(
      names = "--proxy-ca",
      paramLabel = "FILE",
      description = "With --proxy https://…: PEM file with its certificate, or one that signed it.")
  private @Nullable String ca;

  boolean isOffWithoutProxy() {
    return off && address.isEmpty();
  }

  /**
   * The manager to ask, if there is one.
   *
   * @throws UsageFailure naming the flag, if one cannot be used
   */
  Optional<ProxyOptions> options(Map<String, String> environment) {
    if (address.isEmpty() || off) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxyOptions(
            endpoint(),
            given(tokenFile)
                .or(() -> given(environment.get("DAMOCLES_PROXY_TOKEN_FILE")))
                .map(ProxyFlags::token),
            given(ca).map(ProxyFlags::readable)));
  }

  private Endpoint endpoint() {
    try {
      if (address.startsWith("/") || address.contains("://")) {
        return Endpoint.of(ManagerAddress.parse(address));
      }
      var plain = ListenAddress.parse(address).reachable();
      return new Endpoint(plain.host(), plain.port(), false);
    } catch (IllegalArgumentException noAddress) {
      throw new UsageFailure("--proxy: " + noAddress.getMessage());
    }
  }

  private static Optional<Path> given(@Nullable String path) {
    return Optional.ofNullable(path).filter(text -> !text.isBlank()).map(UserPath::parse);
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UsageFailure("--proxy-token-file: " + file + " cannot be read");
    }
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageFailure("--proxy-ca: " + file + " cannot be read");
    }
    return file;
  }
}
