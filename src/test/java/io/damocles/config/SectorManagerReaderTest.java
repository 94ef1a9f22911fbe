package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [sector_manager]} and {@code [[sector_manager]]}. */
class SectorManagerReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void oneManagerIsNamedByItsAddress() {
    var managers =
        parse("[sector_manager]\nrpc_client.addr = \"/ip4/10.0.0.1/tcp/1789\"").sectorManagers();

    assertThat(managers).hasSize(1);
    assertThat(managers.get(0).name()).isEqualTo("10.0.0.1:1789");
    assertThat(managers.get(0).rpc()).isEqualTo(URI.create("http://10.0.0.1:1789/rpc/v0"));
    assertThat(managers.get(0).headers()).isEmpty();
    assertThat(managers.get(0).authorities()).isEmpty();
  }

  @Test
  void severalManagersHaveNamesOfTheirOwn() {
    var config =
        parse(manager("one", 1) + manager("two", 2) + attached("s", "two") + attached("s", "one"));

    assertThat(config.sectorManagers()).extracting(m -> m.name()).containsExactly("one", "two");
    assertThat(config.attached())
        .extracting(store -> store.manager())
        .containsExactly(Optional.empty(), Optional.of("two"), Optional.of("one"));
  }

  @Test
  void aTokenFileBecomesTheHeaderAndIsNotShown() throws IOException {
    var token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");

    var manager =
        parse(manager("one", 1) + "rpc_client.token_file = \"" + token + "\"\n")
            .sectorManagers()
            .get(0);

    assertThat(manager.headers()).containsEntry("Authorization", "Bearer 0123456789abcdef");
    assertThat(manager.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void whatCannotBeIsNamed() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "");
    assertRefused(manager("one", 1) + manager("one", 2), "two managers are named one");
    assertRefused(manager("one", 1) + manager("two", 1), "also the address of manager one");
    assertRefused(manager("one", 1) + "rpc_client.token_file = \"/no/such\"", "cannot be read");
    assertRefused(manager("one", 1) + "rpc_client.ca = \"/no/such\"", "cannot be read");
    assertRefused(
        manager("one", 1) + "rpc_client.token_file = \"" + empty + "\"", "must hold one token");
    assertRefused(manager("one", 1) + attached("s", "three"), "expected one of [one]");
    assertRefused(
        manager("one", 1) + attached("s", "one") + attached("s", "one"), "duplicate persist name");
    assertRefused("", "sector_manager.rpc_client.addr is missing");
  }

  private static String manager(String name, int port) {
    return """
    [[sector_manager]]
    name = "%s"
    rpc_client.addr = "http://127.0.0.1:%d"
    """
        .formatted(name, port);
  }

  private String attached(String name, String manager) {
    return """
    [[attached]]
    name = "%s"
    location = "%s"
    manager = "%s"
    """
        .formatted(name, folder, manager);
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private WorkerConfig parse(String managers) {
    try {
      var file = folder.resolve("worker.toml");
      var store = "[[attached]]\nname = \"all\"\nlocation = \"" + folder + "\"\n";
      Files.writeString(file, "[[sealing_thread]]\nplan = \"wdpost\"\n" + store + managers);
      return WorkerConfig.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
