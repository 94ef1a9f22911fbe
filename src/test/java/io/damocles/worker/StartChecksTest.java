package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.ByteSize;
import io.damocles.config.ConfigException;
import io.damocles.config.WorkerConfig.Attached;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.rpc.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
  private static final Duration WAIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void asksForTheProofsOfTheAllowedSizes() {
    assertThat(AskSpecs.of(sealing("2KiB"), Optional.empty(), WAIT).allowedProofTypes())
        .containsExactly(
            "StackedDrgWinning2KiBV1", "StackedDrgWindow2KiBV1", "StackedDrgWindow2KiBV1_2");
    assertThat(AskSpecs.of(sealing(), Optional.empty(), WAIT).allowedProofTypes()).isEmpty();
  }

  @Test
  void asksForNothingThatItCannotProve() {
    Optional<Set<Long>> provable = Optional.of(Set.of(2048L));

    assertThat(AskSpecs.of(sealing(), provable, WAIT).allowedProofTypes())
        .contains("StackedDrgWindow2KiBV1_2")
        .hasSize(3);
    assertThatThrownBy(() -> AskSpecs.of(sealing("32GiB"), provable, WAIT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no parameters for sectors of 32GiB");
  }

  @Test
  void namesASizeThatNoSectorHas() {
    assertThatThrownBy(() -> AskSpecs.of(sealing("4KiB"), Optional.empty(), WAIT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("4KiB");
  }

  @Test
  void followsALinkToAStore() throws Exception {
    Path store = Files.createDirectory(folder.resolve("store"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), store);

    assertThat(AttachedStores.open(List.of(attached("s1", link))).root("s1"))
        .hasValue(store.toRealPath());
  }

  @Test
  void namesAStoreThatCannotBeUsed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> AttachedStores.open(List.of(attached("s1", folder.resolve("no")))))
        .hasMessage(
            "attached: the location " + folder.resolve("no") + " of store s1 does not exist");
    assertThatThrownBy(() -> AttachedStores.open(List.of(attached("s1", file))))
        .hasMessage("attached: the location " + file + " of store s1 is not a folder");
    assertThatThrownBy(
            () -> AttachedStores.open(List.of(attached("s1", folder), attached("s1", folder))))
        .hasMessage("attached: two stores are named s1");
    assertThatThrownBy(() -> AttachedStores.open(List.of())).hasMessageContaining("no store");
  }

  @Test
  void findsItsAddressTowardsAManagerThatDoesNotRun() throws Exception {
    assertThat(LocalAddress.towards(new Endpoint("127.0.0.1", 1, false))).isEqualTo("127.0.0.1");
  }

  private static Attached attached(String name, Path location) {
    return new Attached(name, location, false, Optional.empty());
  }

  private static Sealing sealing(String... sizes) {
    return new Sealing(
        List.of(),
        List.of(sizes).stream().map(ByteSize::parse).toList(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        5);
  }
}
