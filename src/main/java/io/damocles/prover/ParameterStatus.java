package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * State of a proof type's parameter files.
 *
 * @param problem what keeps the files from being usable, the key's first, with the files' names;
 *     null if nothing
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
        texts(key.get("problem"), params.get("problem"), json.get("problem")));
  }

  private static @Nullable String texts(JsonNode... nodes) {
    var texts =
        Stream.of(nodes)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .collect(Collectors.joining("; "));
    return texts.isEmpty() ? null : texts;
  }
}
