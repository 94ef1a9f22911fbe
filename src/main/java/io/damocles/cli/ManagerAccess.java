package io.damocles.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags for a manager that wants tokens or speaks TLS. */
final class ManagerAccess {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "File with a token for the manager, default: token in the home folder, if it is there.",
        "Environment: DAMOCLES_TOKEN_FILE"
      })
  private @Nullable String tokenFile;

  @Option(names = "--tls", description = "The manager speaks TLS.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "The manager speaks TLS, and its certificate is in this PEM file or signed by one of it.",
        "Environment: DAMOCLES_CA"
      })
  private @Nullable String ca;

  boolean tls(Map<String, String> environment) {
    return tls || authorities(environment).isPresent();
  }

  Optional<Path> authorities(Map<String, String> environment) {
    return Home.choose(ca, List.of("DAMOCLES_CA"), environment);
  }

  /**
   * The headers of every call.
   *
   * @param safe whether a token that nobody named may be sent there
   */
  Map<String, String> headers(Map<String, String> environment, Path home, boolean safe) {
    var named = Home.choose(tokenFile, List.of("DAMOCLES_TOKEN_FILE"), environment);
    var file = named.orElse(home.resolve("token"));
    if (named.isEmpty() && !(safe && Files.isReadable(file))) {
      return Map.of();
    }
    try {
      var token = Files.readString(file).strip();
      return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    } catch (IOException unreadable) {
      throw new UsageFailure("--token-file: " + file + " cannot be read");
    }
  }
}
