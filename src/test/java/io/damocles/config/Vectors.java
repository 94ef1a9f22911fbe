package io.damocles.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Files that real installations use, among the test resources. */
final class Vectors {
  private Vectors() {}

  static String text(String name) throws IOException {
    try (var in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
