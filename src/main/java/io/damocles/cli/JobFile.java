package io.damocles.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** The jobs in a file: one JSON object, or an array of them, each kept as its text. */
final class JobFile {
  private final JsonFactory json = new JsonFactory();

  private JobFile() {}

  /** Reads the file, or standard input for {@code -}; checks that it is JSON of that shape. */
  static List<String> read(String file) {
    try (var in = InputFile.open(file)) {
      return new JobFile().objects(in);
    } catch (JsonProcessingException syntax) {
      throw new CommandFailure(
          file + ":" + syntax.getLocation().getLineNr() + ": " + syntax.getOriginalMessage(),
          syntax);
    } catch (IOException failure) {
      throw InputFile.unreadable(file, failure);
    }
  }

  private List<String> objects(InputStream input) throws IOException {
    List<String> objects = new ArrayList<>();
    try (var in = json.createParser(input)) {
      if (in.nextToken() == JsonToken.START_ARRAY) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
          objects.add(object(in));
        }
      } else {
        objects.add(object(in));
      }
      if (in.nextToken() != null) {
        throw notAJob(in);
      }
    }
    return objects;
  }

  private String object(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw notAJob(in);
    }
    var text = new StringWriter();
    try (var out = json.createGenerator(text)) {
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }

  private static IOException notAJob(JsonParser in) {
    return new JsonParseException(
        in, "expected one object {\"Input\": …}, or an array of them and nothing after it");
  }
}
