package io.damocles.config;

import io.damocles.config.ManagerConfig.Access;
import io.damocles.config.ManagerConfig.Stranger;
import io.damocles.config.ManagerConfig.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code [Common.Access]}, an extension: who may call the API, and TLS. */
final class AccessReader {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,}");
  private static final String STRANGERS =
      "what callers without a token may do: \"everything\", \"work\" or \"nothing\"";

  private final TomlTable table;

  private AccessReader(TomlTable table) {
    this.table = table;
  }

  static Access access(TomlTable table) {
    return new AccessReader(table).access();
  }

  private Access access() {
    var admin = tokens("AdminTokens");
    var worker = tokens("WorkerTokens");
    if (worker.stream().anyMatch(admin::contains)) {
      throw table.error("WorkerTokens", "a token that is also one of AdminTokens", null);
    }
    var open = admin.isEmpty() && worker.isEmpty();
    var stranger =
        table
            .text("WithoutToken", STRANGERS, Stranger::named)
            .orElse(open ? Stranger.EVERYTHING : Stranger.NOTHING);
    if (stranger != Stranger.EVERYTHING && admin.isEmpty()) {
      throw table.missing("AdminTokens", "a token, or nobody may reset and remove jobs");
    }
    return new Access(admin, worker, stranger, tls());
  }

  /** The error must not show what stands there. */
  private List<String> tokens(String key) {
    List<String> tokens = table.strings(key);
    for (String token : tokens) {
      if (!TOKEN.matcher(token).matches()) {
        throw new ConfigException(
            table.place(key)
                + ": expected tokens of at least 16 characters without spaces, such as"
                + " `openssl rand -hex 32` prints");
      }
    }
    return tokens;
  }

  private Optional<Tls> tls() {
    var certificate = file("Certificate");
    var key = file("PrivateKey");
    if (certificate.isPresent() && key.isEmpty()) {
      throw table.missing("PrivateKey", "the file with the key of Certificate");
    }
    if (key.isPresent() && certificate.isEmpty()) {
      throw table.missing("Certificate", "the file with the certificate of PrivateKey");
    }
    return certificate.map(chain -> new Tls(chain, key.orElseThrow()));
  }

  private Optional<Path> file(String name) {
    var file = table.text(name, "the path of a PEM file", UserPath::parse);
    file.filter(path -> !Files.isReadable(path))
        .ifPresent(
            path -> {
              throw table.error(name, "this file cannot be read", null);
            });
    return file;
  }
}
