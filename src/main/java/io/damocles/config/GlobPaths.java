package io.damocles.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The paths that a pattern names; {@code *}, {@code ?} and {@code [a-z]} stay within one name. */
final class GlobPaths {
  private GlobPaths() {}

  /** Existing paths in order; a folder that is not there has no matches. */
  static List<Path> find(Path pattern) {
    var root = pattern.getRoot();
    List<Path> found = List.of(root == null ? Path.of("") : root);
    for (Path name : pattern) {
      found = found.stream().flatMap(folder -> matches(folder, name.toString())).sorted().toList();
    }
    return found;
  }

  private static Stream<Path> matches(Path folder, String name) {
    if (name.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
      return Stream.of(folder.resolve(name)).filter(Files::exists);
    }
    return children(folder, matcher(name)).stream();
  }

  private static PathMatcher matcher(String name) {
    var literal = name.replaceAll("[{}]", "\\\\$0");
    return FileSystems.getDefault().getPathMatcher("glob:" + literal);
  }

  private static List<Path> children(Path folder, PathMatcher matcher) {
    List<Path> children = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (matcher.matches(entry.getFileName())) {
          children.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return children;
  }
}
