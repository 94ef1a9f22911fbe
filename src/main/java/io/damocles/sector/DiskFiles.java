package io.damocles.sector;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** The machine's file systems. */
final class DiskFiles implements StoreFiles {

  @Override
  public long size(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "is not a file");
    }
    return attributes.size();
  }

  @Override
  public boolean exists(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException missing) {
      return false;
    }
  }

  @Override
  public void list(Path folder, Consumer<String> names) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.accept(String.valueOf(entry.getFileName())));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
