package io.damocles.sector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The file systems of stores; every call may hang for as long as a dead mount likes. */
interface StoreFiles {

  /**
   * Bytes of a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is nothing of that name
   * @throws IOException if it is not a file or cannot be looked at
   */
  long size(Path file) throws IOException;

  /** Whether there is anything of that name; false only if it certainly is not there. */
  boolean exists(Path path) throws IOException;

  /**
   * Tells the names in a folder, in any order.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such folder
   */
  void list(Path folder, Consumer<String> names) throws IOException;
}
