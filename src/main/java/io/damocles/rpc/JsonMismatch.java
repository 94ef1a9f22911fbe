package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which member of a parameter does not fit, what it is, and what is allowed. */
final class JsonMismatch {
  private static final ObjectMapper TREE = new ObjectMapper();
  private static final String OWN_WORDS = "expected ";

  /** Larger parameters are not read a second time to show a value. */
  private static final int LARGEST_SHOWN = 1 << 20;

  private static final int LONGEST_VALUE = 80;

  private JsonMismatch() {}

  /** What is wrong with these bytes, which the reader refused with that error; one line. */
  static String text(JsonProcessingException error, byte[] json, int offset, int length) {
    if (!(error instanceof JsonMappingException mapping)) {
      return firstLine(error.getOriginalMessage());
    }
    String where = path(mapping);
    if (mapping instanceof ValueInstantiationException && mapping.getCause() != null) {
      // The type's own check, whose words begin with the member's name.
      return member(where, firstLine(String.valueOf(mapping.getCause().getMessage())));
    }
    JsonNode value = length > LARGEST_SHOWN ? null : find(mapping, json, offset, length);
    String name = where.isEmpty() ? "the value" : where;
    if (value != null && value.isMissingNode()) {
      return name + " is missing";
    }
    String is = value == null ? " does not fit" : " is " + shortened(value.toString());
    return name + is + ", " + expected(mapping);
  }

  private static String expected(JsonMappingException error) {
    String words = firstLine(error.getOriginalMessage());
    if (words.startsWith(OWN_WORDS)) {
      return words;
    }
    return OWN_WORDS + allowed(target(error));
  }

  private static @Nullable Class<?> target(JsonMappingException error) {
    if (error instanceof MismatchedInputException mismatch) {
      return mismatch.getTargetType();
    }
    return error.getCause() instanceof InputCoercionException coercion
        ? coercion.getTargetType()
        : null;
  }

  private static String allowed(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    } else if (type == String.class) {
      return "a string";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number of at most 64 bits";
    } else if (type == byte[].class) {
      return "a string of standard base64";
    }
    boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
    return list ? "an array" : "an object";
  }

  private static String path(JsonMappingException error) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : error.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String member(String where, String words) {
    return where.isEmpty() ? words : where + "." + words;
  }

  private static @Nullable JsonNode find(
      JsonMappingException error, byte[] json, int offset, int length) {
    try {
      JsonNode node = TREE.readTree(json, offset, length);
      for (JsonMappingException.Reference step : error.getPath()) {
        node =
            step.getFieldName() == null
                ? node.path(step.getIndex())
                : anyCase(node, step.getFieldName());
      }
      return node;
    } catch (IOException noTree) {
      return null;
    }
  }

  private static JsonNode anyCase(JsonNode node, String name) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + " …";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
