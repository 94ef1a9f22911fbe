package io.damocles.prover;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The library in the jar, unpacked once per process: a second copy would be a second library with
 * its own lock on the GPU.
 *
 * @param path where it lies, or null if there is none
 * @param problem why there is none
 */
record BundledLibrary(@Nullable Path path, String problem) {
  static final String RESOURCE = "linux-x86-64/libwdpost.so";

  static final BundledLibrary UNPACKED = unpack();

  private static BundledLibrary unpack() {
    try {
      var file =
          Native.extractFromResourcePath("/" + RESOURCE, BundledLibrary.class.getClassLoader());
      return new BundledLibrary(file.toPath(), "");
    } catch (IOException e) {
      return new BundledLibrary(null, String.valueOf(e.getMessage()));
    }
  }
}
