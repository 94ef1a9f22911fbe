package io.damocles.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The {@code sectorstore.json} by which a folder says that it is a store. */
final class SectorStoreFile {
  private static final String NAME = "sectorstore.json";
  private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

  private SectorStoreFile() {}

  /** The folders among the matches of the patterns that hold such a file. */
  static Stream<Path> scan(List<String> patterns) {
    return patterns.stream()
        .flatMap(pattern -> GlobPaths.find(UserPath.parse(pattern)).stream())
        .filter(folder -> Files.isRegularFile(folder.resolve(NAME)))
        .distinct();
  }

  /** The file of that folder as a table, so that its values are checked like any others. */
  static TomlTable read(Path folder) {
    var file = folder.resolve(NAME);
    try {
      var plain = new ObjectMapper().readValue(file.toFile(), PLAIN);
      return TomlTable.root(
          new TomlSource(file, plain, () -> TomlLines.of("")), TomlTable.Keys.ANY_CASE);
    } catch (JsonProcessingException syntax) {
      throw new ConfigException(file + ": this is no JSON: " + syntax.getOriginalMessage(), syntax);
    } catch (IOException failure) {
      throw new ConfigException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** Its {@code Name}, else its {@code ID}, else the folder. */
  static String name(TomlTable table, Path folder) {
    return table
        .string("Name")
        .filter(text -> !text.isEmpty())
        .or(() -> table.string("ID").filter(text -> !text.isEmpty()))
        .orElse(folder.toString());
  }
}
