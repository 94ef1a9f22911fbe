package io.damocles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.WorkerConfig.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotConfigTest {
  private static final Sealing BASE =
      new Sealing(List.of(1L), List.of(), Duration.ofSeconds(7), Duration.ofSeconds(30), 5);

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");
  private HotConfig hot = new HotConfig(Path.of(""), BASE);
  private long writes;

  @BeforeEach
  void setUp() {
    file = folder.resolve("config.toml");
    hot = new HotConfig(folder, BASE);
  }

  @Test
  void saysNothingWhileThereIsNoFile() {
    assertThat(hot.changed()).isEmpty();
  }

  @Test
  void liesOverTheThreadsSettingsAndIsReadOnlyWhenItChanged() throws IOException {
    write("plan = \"wdpost\"\n[sealing]\nallowed_miners = [2, 3]\n");

    var settings = hot.changed().orElseThrow();

    assertThat(settings.sealing().allowedMiners()).containsExactly(2L, 3L);
    assertThat(settings.sealing().recoverInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(hot.changed()).isEmpty();
    write("sealing.recover_interval = \"1s\"\n");
    assertThat(hot.changed().orElseThrow().sealing())
        .isEqualTo(
            new Sealing(List.of(1L), List.of(), Duration.ofSeconds(1), Duration.ofSeconds(30), 5));
  }

  @Test
  void theMainFileCountsAgainWhenItIsGone() throws IOException {
    write("sealing.allowed_miners = [2]\n");
    assertThat(hot.changed()).isPresent();
    Files.delete(file);

    assertThat(hot.changed().orElseThrow().sealing()).isEqualTo(BASE);
    assertThat(hot.changed()).isEmpty();
  }

  @Test
  void tellsOfABrokenFileOnceWithItsPlace() throws IOException {
    write("[sealing]\nrecover_interval = 60\n");

    assertThatThrownBy(hot::changed)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ":2: sealing.recover_interval = 60: expected a duration such as \"15s\" or \"2h"
                + " 30m\"");
    assertThat(hot.changed()).isEmpty();

    write("[sealing\n");
    assertThatThrownBy(hot::changed)
        .hasMessageContaining(file + ":1:")
        .hasMessageContaining("TOML");
    assertThat(hot.changed()).isEmpty();
  }

  @Test
  void refusesAnotherPlan() throws IOException {
    write("plan = \"snapup\"\n");

    assertThatThrownBy(hot::changed)
        .hasMessage(file + ":1: plan = \"snapup\": this worker runs no other plan than \"wdpost\"");
  }

  @Test
  void namesKeysWithoutEffect() throws IOException {
    write("location = \"/x\"\nsealing.max_deals = 1\n");

    assertThat(hot.changed().orElseThrow().warnings())
        .containsExactlyInAnyOrder(
            file + ":1: location has no effect: this worker knows no such key",
            file + ":2: sealing.max_deals has no effect: only other plans than \"wdpost\" use it");
  }

  /** Each with a time of its own, however quickly they follow each other. */
  private void write(String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * ++writes));
  }
}
