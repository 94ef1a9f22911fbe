package io.damocles.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a real Lotus node answered (spec lotus-node.md). */
public final class LotusRecordings {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LotusRecordings() {}

  /**
   * One exchange over HTTP.
   *
   * @param request JSON, or a text that was sent as it is
   * @param response JSON, or the empty text
   */
  public record Exchange(
      String name, String path, String auth, JsonNode request, int status, JsonNode response) {

    /** What was sent. */
    public String body() {
      return request.isTextual() ? request.textValue() : request.toString();
    }

    /** The called method, or an empty text. */
    public String method() {
      return request.path("method").asText("");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All exchanges, in the order of their time. */
  public static List<Exchange> exchanges() {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open("rpc.jsonl"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = MAPPER.readTree(line);
        exchanges.add(
            new Exchange(
                row.get("name").textValue(),
                row.get("path").textValue(),
                row.path("auth").asText(""),
                row.get("request"),
                row.get("status").intValue(),
                row.get("response")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchanges;
  }

  /** The frames of one WebSocket, in the order of their time. */
  public static List<JsonNode> frames(String name) {
    List<JsonNode> frames = new ArrayList<>();
    try (InputStream in = open(name + ".frames.json")) {
      MAPPER.readTree(in).forEach(frames::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frames;
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = LotusRecordings.class.getResourceAsStream("/vectors/lotus/" + name);
    if (in == null) {
      throw new FileNotFoundException("/vectors/lotus/" + name);
    }
    return in;
  }
}
