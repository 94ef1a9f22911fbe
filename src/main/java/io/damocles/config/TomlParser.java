package io.damocles.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** TOML text to plain maps, lists and scalars. */
final class TomlParser {
  private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

  private TomlParser() {}

  /** Reads and parses; what goes wrong is a {@link ConfigException} that names the file. */
  static TomlSource parse(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException absent) {
      throw new ConfigException(file + ": no such file", absent);
    } catch (IOException failure) {
      throw new ConfigException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** Parses; a syntax error is a {@link ConfigException} with file, line and column. */
  static TomlSource parse(Path file, String text) {
    try {
      return new TomlSource(file, plain(text), () -> TomlLines.of(text));
    } catch (JsonProcessingException syntax) {
      throw syntaxError(file, syntax);
    }
  }

  static Map<String, Object> plain(String text) throws JsonProcessingException {
    return new TomlMapper().readValue(text, PLAIN);
  }

  static ConfigException syntaxError(Path file, JsonProcessingException syntax) {
    var at = syntax.getLocation();
    var place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    return new ConfigException(
        file + place + ": this is no TOML: " + syntax.getOriginalMessage(), syntax);
  }
}
