package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A job as the list shows it, read from the answer token by token: data binding would cost more
 * than everything else that the command does. Times are unix seconds, 0 for none.
 */
final class JobRow {
  String id = "";
  String state = "";
  String miner = "0";
  String deadline = "0";
  final List<String> partitions = new ArrayList<>();
  long tries;
  String error = "";
  String worker = "";
  long startedAt;
  long heartbeatAt;
  long finishedAt;
  long createdAt;
  long updatedAt;
  String sectors = "0";
  long faults;

  /** Reads one element of {@code Jobs}; the parser stands on its opening brace. */
  static JobRow read(JsonParser in) throws IOException {
    var row = new JobRow();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var member = in.currentName();
      in.nextToken();
      row.readMember(member, in);
    }
    return row;
  }

  /** Succeeded in damocles' sense: over, without an error; faulty sectors do not count. */
  boolean isDone() {
    return "finished".equals(state) && error.isEmpty();
  }

  private void readMember(String member, JsonParser in) throws IOException {
    switch (member) {
      case "Id" -> id = text(in);
      case "State" -> state = text(in);
      case "DeadlineIdx" -> deadline = text(in);
      case "Partitions" -> readPartitions(in);
      case "Input" -> readInput(in);
      case "TryNum" -> tries = in.getLongValue();
      case "ErrorReason" -> error = text(in);
      case "WorkerName" -> worker = text(in);
      case "StartedAt" -> startedAt = in.getLongValue();
      case "HeartbeatAt" -> heartbeatAt = in.getLongValue();
      case "FinishedAt" -> finishedAt = in.getLongValue();
      case "CreatedAt" -> createdAt = in.getLongValue();
      case "UpdatedAt" -> updatedAt = in.getLongValue();
      case "Sectors" -> sectors = text(in);
      case "Faults" -> faults = in.getLongValue();
      default -> in.skipChildren();
    }
  }

  private void readPartitions(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        partitions.add(in.getText());
      }
    }
  }

  private void readInput(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var member = in.currentName();
      in.nextToken();
      if ("MinerId".equals(member)) {
        miner = text(in);
      } else {
        in.skipChildren();
      }
    }
  }

  private static String text(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL ? "" : in.getText();
  }
}
