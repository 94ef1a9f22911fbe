package io.damocles.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vert.x' JSON as the plain maps and lists it wraps. */
final class PlainJson {
  private PlainJson() {}

  static Map<String, Object> map(JsonObject json) {
    return mapOf(json.getMap());
  }

  private static Map<String, Object> mapOf(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(String.valueOf(key), value(value)));
    return plain;
  }

  private static Object value(Object value) {
    if (value instanceof JsonObject object) {
      return mapOf(object.getMap());
    } else if (value instanceof Map<?, ?> map) {
      return mapOf(map);
    } else if (value instanceof JsonArray array) {
      return listOf(array.getList());
    }
    return value instanceof List<?> list ? listOf(list) : value;
  }

  private static List<Object> listOf(List<?> list) {
    return list.stream().map(PlainJson::value).toList();
  }
}
