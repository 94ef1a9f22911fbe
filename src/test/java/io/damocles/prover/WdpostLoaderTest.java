package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WdpostLoaderTest {
  @TempDir Path directory;

  @Test
  void namesALibraryThatIsMissing() {
    var path = directory.resolve("none.so");

    assertThatThrownBy(() -> WdpostLoader.load(path))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessage(
            "native library %s: no such file; needed is libwdpost.so with ABI version 1", path);
  }

  @Test
  void namesAFileThatIsNoLibrary() throws IOException {
    var path = Files.writeString(directory.resolve("text.so"), "not a library");

    assertThatThrownBy(() -> WdpostLoader.load(path))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining("native library " + path + " cannot be loaded")
        .hasMessageContaining("needed is libwdpost.so with ABI version 1");
  }

  @Test
  void namesALibraryOfAnotherKind() throws Exception {
    var path = compile("int unrelated(void) { return 1; }");

    assertThatThrownBy(() -> WdpostLoader.load(path))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("fp_abi_version");
  }

  @Test
  void namesBothVersionsOfAnotherOne() throws Exception {
    var path = compile("int fp_abi_version(void) { return 99; }");

    assertThatThrownBy(() -> WdpostLoader.load(path))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(path + " has ABI version 99, this program needs 1");
  }

  private Path compile(String source) throws Exception {
    var gcc = Path.of("/usr/bin/gcc");
    assumeTrue(Files.isExecutable(gcc), "no gcc");
    var code = Files.writeString(directory.resolve("library.c"), source);
    var library = directory.resolve("library.so");
    var compiler =
        new ProcessBuilder(
                gcc.toString(), "-shared", "-fPIC", "-o", library.toString(), code.toString())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
    return library;
  }
}
