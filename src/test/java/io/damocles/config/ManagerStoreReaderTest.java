package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerStoreReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aStoreWithoutANameIsNamedByItsPath() {
    var config = parse("[[Common.PersistStores]]\nPath = \"/mnt/a\"\nWeight = 3");

    var store = config.common().stores().get(0);
    assertThat(store.name()).isEqualTo("/mnt/a");
    assertThat(store.path()).isEqualTo(Path.of("/mnt/a"));
    assertThat(store.weight()).isEqualTo(3);
  }

  @Test
  void findsStoresByTheirJsonFile() throws IOException {
    store("a1", "{\"ID\":\"one\",\"Name\":\"\",\"Strict\":true,\"AllowMiners\":[7],\"Meta\":null}");
    store("a2", "{\"ID\":\"two\",\"Name\":\"second\",\"ReadOnly\":true}");
    store("a3", null);
    store("b1", "{\"ID\":\"other\"}");

    var config = parse("[Common]\nScanPersistStores = [\"" + folder + "/a*\"]");

    assertThat(config.common().stores())
        .extracting(ManagerConfig.Store::name)
        .containsExactly("one", "second");
    assertThat(config.common().stores().get(0).strict()).isTrue();
    assertThat(config.common().stores().get(0).allowMiners()).containsExactly(7L);
    assertThat(config.common().stores().get(1).readOnly()).isTrue();
  }

  @Test
  void namesAStoreFileThatIsNoJson() throws IOException {
    store("a1", "{\"ID\":");

    assertThatThrownBy(() -> parse("[Common]\nScanPersistStores = [\"" + folder + "/*\"]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + "/a1/sectorstore.json: this is no JSON");
  }

  @Test
  void refusesTwoStoresOfOneName() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    [[Common.PersistStores]]
                    Name = "a"
                    Path = "/mnt/a"
                    [[Common.PersistStores]]
                    Name = "a"
                    Path = "/mnt/b"
                    """))
        .hasMessage(
            "m.cfg:5: Common.PersistStores[1].Name = \"a\":"
                + " duplicate persist store name a, also at /mnt/a");
  }

  private void store(String name, @Nullable String json) throws IOException {
    var store = Files.createDirectory(folder.resolve(name));
    if (json != null) {
      Files.writeString(store.resolve("sectorstore.json"), json);
    }
  }

  private static ManagerConfig parse(String text) {
    return ManagerConfigReader.read(TomlParser.parse(Path.of("m.cfg"), text), Path.of("/home/x"));
  }
}
