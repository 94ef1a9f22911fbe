package io.damocles.config;

import io.damocles.config.WorkerConfig.SectorManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code [sector_manager]}; as an extension also {@code [[sector_manager]]} for a worker that
 * serves several providers.
 */
final class SectorManagerReader {
  private static final String ADDRESS =
      "an address such as \"/ip4/10.0.0.1/tcp/1789\" or \"http://10.0.0.1:1789\"";

  private final TomlTable root;
  private final List<SectorManager> managers = new ArrayList<>();

  SectorManagerReader(TomlTable root) {
    this.root = root;
  }

  /** At least one; no two with the same name or address. */
  List<SectorManager> managers() {
    root.oneOrMore("sector_manager").forEach(this::add);
    if (managers.isEmpty()) {
      throw root.table("sector_manager").table("rpc_client").missing("addr", ADDRESS);
    }
    return List.copyOf(managers);
  }

  private void add(TomlTable table) {
    table.idle("piece_token", WorkerConfigReader.OTHER_PLANS);
    var client = table.table("rpc_client");
    var rpc =
        client
            .text("addr", ADDRESS, ManagerAddress::parse)
            .orElseThrow(() -> client.missing("addr", ADDRESS));
    var manager =
        new SectorManager(
            table.string("name").orElse(rpc.getAuthority()),
            rpc,
            headers(client),
            readable(client, "ca", "the path of a PEM file"));
    for (SectorManager other : managers) {
      if (other.name().equals(manager.name())) {
        throw table.error("name", "two managers are named " + manager.name(), null);
      }
      if (isSame(other.rpc(), rpc)) {
        throw client.error("addr", "also the address of manager " + other.name(), null);
      }
    }
    managers.add(manager);
  }

  private static boolean isSame(URI one, URI other) {
    return one.getAuthority().equals(other.getAuthority());
  }

  /** {@code token_file} becomes the header that carries it. */
  private static Map<String, String> headers(TomlTable client) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(client.stringMap("headers"));
    readable(client, "token_file", "the path of a file that holds a token")
        .ifPresent(
            file -> {
              if (headers.put("Authorization", "Bearer " + token(client, file)) != null) {
                throw client.error(
                    "token_file", "headers has an Authorization too; keep one of them", null);
              }
            });
    return headers;
  }

  private static String token(TomlTable client, Path file) {
    try {
      var token = Files.readString(file).strip();
      if (!token.matches("[!-~]+")) {
        throw client.error("token_file", "the file must hold one token and nothing else", null);
      }
      return token;
    } catch (IOException failure) {
      throw client.error("token_file", "cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static Optional<Path> readable(TomlTable client, String key, String allowed) {
    var file = client.text(key, allowed, UserPath::parse);
    file.filter(path -> !Files.isReadable(path))
        .ifPresent(
            path -> {
              throw client.error(key, "this file cannot be read", null);
            });
    return file;
  }
}
