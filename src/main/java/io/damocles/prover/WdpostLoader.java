package io.damocles.prover;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and loads the native library, and refuses one of another version. */
final class WdpostLoader {
  /** Symbols stay private to the library, and it is never unloaded under its running threads. */
  private static final int RTLD_LAZY_NODELETE = 0x1001;

  private static final FunctionMapper NAMES =
      (library, method) -> "fp_" + snakeCase(method.getName());

  private WdpostLoader() {}

  /**
   * Loads the library at that path, or the one in the jar.
   *
   * @throws NativeLibraryException with the path, what was found and what is needed
   */
  static WdpostLibrary load(@Nullable Path library) {
    var path = library != null ? existing(library) : bundled();
    try {
      var loaded =
          Native.load(
              path.toAbsolutePath().toString(),
              WdpostLibrary.class,
              Map.of(
                  Library.OPTION_FUNCTION_MAPPER, NAMES,
                  Library.OPTION_OPEN_FLAGS, RTLD_LAZY_NODELETE));
      return ofThisVersion(path, loaded);
    } catch (UnsatisfiedLinkError e) {
      throw new NativeLibraryException(
          "native library %s cannot be loaded: %s; needed is libwdpost.so with ABI version %d"
              .formatted(path, e.getMessage(), WdpostLibrary.ABI_VERSION),
          e);
    }
  }

  private static WdpostLibrary ofThisVersion(Path path, WdpostLibrary library) {
    int version = library.abiVersion();
    if (version != WdpostLibrary.ABI_VERSION) {
      throw new NativeLibraryException(
          "native library %s has ABI version %d, this program needs %d; build it from the same release (native/build.sh)"
              .formatted(path, version, WdpostLibrary.ABI_VERSION));
    }
    return library;
  }

  private static Path existing(Path library) {
    if (!Files.isRegularFile(library)) {
      throw new NativeLibraryException(
          "native library %s: no such file; needed is libwdpost.so with ABI version %d"
              .formatted(library, WdpostLibrary.ABI_VERSION));
    }
    return library;
  }

  private static Path bundled() {
    var bundled = BundledLibrary.UNPACKED;
    if (bundled.path() == null) {
      throw new NativeLibraryException(
          "no native library in this program (%s: %s); build with Rust installed and without -Dnative.skip, or configure the path of libwdpost.so with ABI version %d"
              .formatted(BundledLibrary.RESOURCE, bundled.problem(), WdpostLibrary.ABI_VERSION));
    }
    return bundled.path();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
