package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevnetHomeTest {
  @TempDir Path folder;

  @Test
  void keepsItsSecrets() {
    byte[] seed = DevnetHome.open(folder).seed();

    assertThat(DevnetHome.open(folder).seed()).isEqualTo(seed).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "jwt-secret"})
  void namesASecretThatIsEmpty(String name) throws IOException {
    DevnetHome.open(folder);
    Files.writeString(folder.resolve(name), "");

    assertThatThrownBy(() -> DevnetHome.open(folder))
        .isInstanceOf(DevnetException.class)
        .hasMessage("home %s: %s has 0 bytes, expected 32 in hexadecimal".formatted(folder, name));
  }
}
