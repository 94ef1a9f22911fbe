package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerConfigLoaderTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void loadsThroughVertxConfig() throws Exception {
    write("[[Miners]]\nActor = 1037\n[Miners.PoSt]\nSenders = [\"f01\"]\n");

    var config = load();

    assertThat(config.file()).isEqualTo(folder.resolve("sector-manager.cfg"));
    assertThat(config.miners().get(0).actor()).isEqualTo(1037);
    assertThat(config.miners().get(0).post().senders()).containsExactly("f01");
    assertThat(config.common().database().sqliteFile()).isEqualTo(folder.resolve("h/jobs.db"));
  }

  @Test
  void readsTheFileAfreshEachTime() throws Exception {
    write("[[Miners]]\nActor = 1\n");
    load();
    write("[[Miners]]\nActor = 2\n");

    assertThat(load().miners().get(0).actor()).isEqualTo(2);
  }

  @Test
  void numbersBeyondALongSurvive() throws Exception {
    write("[[Miners]]\nActor = 18446744073709551615\n");

    assertThat(load().miners().get(0).actor()).isEqualTo(-1L);
  }

  @Test
  void saysWhoWritesAMissingFile() {
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            folder
                + "/sector-manager.cfg: no such file; `damocles-manager daemon init` writes one");
  }

  @Test
  void errorsNameTheLine() throws IOException {
    write("[Common.Proving]\n# a comment\nParallelCheckLimit = \"many\"\n");

    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            folder + "/sector-manager.cfg:3: Common.Proving.ParallelCheckLimit = \"many\": ");
  }

  @Test
  void syntaxErrorsNameTheLine() throws IOException {
    write("[Common\n");

    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + "/sector-manager.cfg:1:");
  }

  @Test
  void aFolderInPlaceOfTheFileIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("sector-manager.cfg"));

    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + "/sector-manager.cfg: cannot be read");
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("sector-manager.cfg"), text);
  }

  private ManagerConfig load() throws Exception {
    return new ManagerConfigLoader(vertx, folder, folder.resolve("h"))
        .load()
        .await(10, TimeUnit.SECONDS);
  }
}
