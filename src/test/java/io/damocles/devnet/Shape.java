package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Compares JSON member by member, in their order, and type by type; null fits any type. */
final class Shape {
  private final List<String> differences = new ArrayList<>();

  private Shape() {}

  /** What differs, one line each. */
  static List<String> differences(JsonNode recorded, JsonNode ours) {
    Shape shape = new Shape();
    shape.compare("", recorded, ours);
    return shape.differences;
  }

  private void compare(String path, JsonNode recorded, JsonNode ours) {
    if (recorded.isNull() || ours.isNull()) {
      return;
    }
    String expected = type(recorded);
    String got = type(ours);
    if (!expected.equals(got)) {
      differences.add(path + ": expected " + expected + ", got " + got + " " + ours);
    } else if (recorded.isObject()) {
      members(path, recorded, ours);
    } else if (recorded.isArray() && !recorded.isEmpty() && !ours.isEmpty()) {
      for (int i = 0; i < ours.size(); i++) {
        int like = recorded.size() == ours.size() ? i : 0;
        compare(path + "[]", recorded.get(like), ours.get(i));
      }
    }
  }

  private void members(String path, JsonNode recorded, JsonNode ours) {
    List<String> expected = names(recorded);
    List<String> got = names(ours);
    if (!expected.equals(got)) {
      differences.add(path + ": expected members " + expected + ", got " + got);
      return;
    }
    expected.forEach(name -> compare(path + "." + name, recorded.get(name), ours.get(name)));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    Iterator<String> each = node.fieldNames();
    each.forEachRemaining(names::add);
    return names;
  }

  private static String type(JsonNode node) {
    if (!node.isTextual()) {
      return node.getNodeType().toString();
    }
    String text = node.textValue();
    if (text.matches("-?[0-9]+")) {
      return "AMOUNT";
    } else if (text.matches("f[0-4].+")) {
      return "ADDRESS";
    } else if (text.matches("ba[a-z2-7]{40,}")) {
      return "CID";
    }
    return "TEXT";
  }
}
