package io.damocles.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.rpc.RpcException;
import java.math.BigInteger;

/** The positional parameters of a control call; what does not fit is an error that says so. */
record ControlParams(JsonNode json) {
  private static final int INVALID_PARAMS = -32602;

  /** Checks how many there are; none at all are as good as an empty array. */
  ControlParams count(int least, int most) {
    boolean none = ControlRequest.isNothing(json);
    if (!none && !json.isArray()) {
      throw error("expected an array of " + range(least, most));
    }
    if (json.size() < least || json.size() > most) {
      throw error("expected " + range(least, most) + ", got " + json.size());
    }
    return this;
  }

  /** A number from zero, however large. */
  BigInteger index(int at) {
    JsonNode value = json.path(at);
    if (!value.isIntegralNumber() || value.bigIntegerValue().signum() < 0) {
      throw error("expected an index, got " + value);
    }
    return value.bigIntegerValue();
  }

  String text(int at) {
    JsonNode value = json.path(at);
    if (!value.isTextual()) {
      throw error("expected a string, got " + value);
    }
    return value.textValue();
  }

  /** A string, null or nothing. */
  void optionalText(int at) {
    if (!ControlRequest.isNothing(json.path(at))) {
      text(at);
    }
  }

  /** An error of the caller. */
  static RpcException refused(String why) {
    return new RpcException(INVALID_PARAMS, why);
  }

  private static RpcException error(String why) {
    return refused("Invalid params: " + why);
  }

  private static String range(int least, int most) {
    return (least == most ? String.valueOf(least) : least + " to " + most) + " parameters";
  }
}
