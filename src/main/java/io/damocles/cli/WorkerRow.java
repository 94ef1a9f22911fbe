package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A worker as {@code util worker list} shows it; {@code fields} are those of its ping. */
record WorkerRow(Map<String, String> fields) {

  /** Reads {@code {"Info":{…,"Summary":{…}},"LastPing":…}}, whose member names do not collide. */
  static WorkerRow read(JsonParser in) throws IOException {
    Map<String, String> fields = new HashMap<>();
    readInto(fields, in);
    return new WorkerRow(fields);
  }

  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  String count(String field) {
    return fields.getOrDefault(field, "0");
  }

  /** Unix seconds. */
  long lastPing() {
    return Long.parseLong(count("LastPing"));
  }

  private static void readInto(Map<String, String> fields, JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var member = in.currentName();
      var value = in.nextToken();
      if (value == JsonToken.START_OBJECT) {
        readInto(fields, in);
      } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(member, in.getText());
      } else {
        in.skipChildren();
      }
    }
  }
}
