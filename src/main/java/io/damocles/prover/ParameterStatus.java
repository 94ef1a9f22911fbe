package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * State of a proof type's parameter files.
 *
 * @param problem what keeps the files from being usable, with the file's name; null if nothing
 */
public record ParameterStatus(
    boolean canProve,
    boolean canVerify,
    Path parameters,
    Path verifyingKey,
    @Nullable String problem) {

  static ParameterStatus of(JsonNode json) {
    var params = json.get("params");
    var key = json.get("vk");
    return new ParameterStatus(
        json.get("canProve").booleanValue(),
        json.get("canVerify").booleanValue(),
        Path.of(params.get("path").textValue()),
        Path.of(key.get("path").textValue()),
        firstText(params.get("problem"), key.get("problem"), json.get("problem")));
  }

  private static @Nullable String firstText(JsonNode... nodes) {
    for (var node : nodes) {
      if (node.isTextual()) {
        return node.textValue();
      }
    }
    return null;
  }
}
