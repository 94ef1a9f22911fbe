package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to the control API, read as strictly as damocles' worker reads it.
 *
 * @param id what the answer is told by; absent for a notification, which gets none
 * @param method null if this is no request
 * @param params as they came; missing if there are none
 */
record ControlRequest(@Nullable JsonNode id, @Nullable String method, JsonNode params) {
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "method", "params", "id");

  /** Whatever it is, it has an answer. */
  static ControlRequest of(JsonNode json) {
    JsonNode id = json.get("id");
    if (id != null && !isId(id)) {
      return new ControlRequest(NullNode.instance, null, MissingNode.getInstance());
    }
    JsonNode params = json.path("params");
    boolean valid =
        json.isObject()
            && onlyKnown(json)
            && isCall(json)
            && (isNothing(params) || params.isContainerNode());
    return valid
        ? new ControlRequest(id, json.get("method").textValue(), params)
        : new ControlRequest(id == null ? NullNode.instance : id, null, params);
  }

  static boolean isNothing(JsonNode params) {
    return params.isMissingNode() || params.isNull();
  }

  private static boolean isCall(JsonNode json) {
    String version = json.path("jsonrpc").asText("2.0");
    return version.equals("2.0") && json.path("method").isTextual();
  }

  private static boolean onlyKnown(JsonNode json) {
    for (var names = json.fieldNames(); names.hasNext(); ) {
      if (!MEMBERS.contains(names.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isId(JsonNode id) {
    boolean number = id.isIntegralNumber() && id.canConvertToLong() && id.longValue() >= 0;
    return number || id.isTextual() || id.isNull();
  }
}
