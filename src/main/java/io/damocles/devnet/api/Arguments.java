package io.damocles.devnet.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads parameters as strictly as Lotus does, with its texts. */
public final class Arguments {
  private static final String CID_STRUCT = "struct { CidTarget string \"json:\\\"/\\\"\" }";

  private Arguments() {}

  public static Address address(RpcCall call, int index) {
    return call.parameter(
        index,
        "address.Address",
        (json, from, size) -> {
          String text = text(node(json, from, size), "string");
          if (!text.startsWith("f") && !text.startsWith("t")) {
            throw new IllegalArgumentException("unknown address network");
          }
          return Address.parse(text);
        });
  }

  public static String string(RpcCall call, int index) {
    return call.parameter(
        index, "string", (json, from, size) -> text(node(json, from, size), "string"));
  }

  public static long uint64(RpcCall call, int index) {
    return number(call, index, "uint64", "uint64");
  }

  static long sectorNumber(RpcCall call, int index) {
    return number(call, index, "abi.SectorNumber", "abi.SectorNumber");
  }

  static long epoch(RpcCall call, int index) {
    return number(call, index, "abi.ChainEpoch", "abi.ChainEpoch");
  }

  static long tag(RpcCall call, int index) {
    return number(call, index, "crypto.DomainSeparationTag", "crypto.DomainSeparationTag");
  }

  static boolean bool(RpcCall call, int index) {
    return call.parameter(
        index,
        "bool",
        (json, from, size) -> {
          JsonNode node = node(json, from, size);
          if (!node.isBoolean() && !node.isNull()) {
            throw mismatch(node, "bool");
          }
          return node.asBoolean();
        });
  }

  /** Empty for null and for an empty list, which stand for the head. */
  static TipSetKey tipSetKey(RpcCall call, int index) {
    return call.parameter(
        index,
        "types.TipSetKey",
        (json, from, size) -> {
          List<Cid> cids = new ArrayList<>();
          for (JsonNode part : node(json, from, size)) {
            cids.add(cid(part));
          }
          return new TipSetKey(cids);
        });
  }

  static Cid cid(RpcCall call, int index) {
    return call.parameter(index, "cid.Cid", (json, from, size) -> cid(node(json, from, size)));
  }

  /** Empty for null. */
  static Optional<BitField> bitField(RpcCall call, int index) {
    return call.parameter(
        index, "*bitfield.BitField", (json, from, size) -> bitField(node(json, from, size)));
  }

  /** Empty for null. */
  static byte[] bytes(RpcCall call, int index) {
    return call.parameter(
        index,
        "[]uint8",
        (json, from, size) -> {
          JsonNode node = node(json, from, size);
          return node.isNull() ? new byte[0] : base64(text(node, "[]uint8"));
        });
  }

  /** A value of the chain; empty for null. */
  public static <T> Optional<T> value(RpcCall call, int index, String goType, Class<T> type) {
    return call.parameter(
        index,
        goType,
        (json, from, size) ->
            Optional.ofNullable(ChainJson.mapper().readValue(json, from, size, type)));
  }

  public static Message message(RpcCall call, int index) {
    call.parameter(
        index,
        "*types.Message",
        (json, from, size) -> {
          JsonNode params = node(json, from, size).path("Params");
          return params.isTextual() ? base64(params.textValue()) : new byte[0];
        });
    return value(call, index, "*types.Message", Message.class).orElseThrow(Arguments::missing);
  }

  static SignedMessage signedMessage(RpcCall call, int index) {
    return value(call, index, "*types.SignedMessage", SignedMessage.class)
        .orElseThrow(Arguments::missing);
  }

  /** None for null. */
  static SendSpec sendSpec(RpcCall call, int index) {
    return value(call, index, "*api.MessageSendSpec", SendSpec.class).orElse(SendSpec.NONE);
  }

  /** Go's server runs into a nil pointer here. */
  private static RpcException missing() {
    return RpcCode.INTERNAL.exception("a parameter is null that must not be");
  }

  private static long number(RpcCall call, int index, String parameter, String goType) {
    return call.parameter(
        index,
        parameter,
        (json, from, size) -> {
          JsonNode node = node(json, from, size);
          if (node.isNull()) {
            return 0L;
          }
          if (!node.isIntegralNumber() || node.bigIntegerValue().bitLength() > 64) {
            throw mismatch(node, goType);
          }
          return node.bigIntegerValue().longValue();
        });
  }

  private static JsonNode node(byte[] json, int from, int size) throws IOException {
    return ChainJson.mapper().readTree(json, from, size);
  }

  private static Optional<BitField> bitField(JsonNode node) {
    if (node.isNull()) {
      return Optional.empty();
    }
    long[] runs = new long[node.size()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = node.get(i).longValue();
    }
    return Optional.of(BitField.ofRunLengths(runs));
  }

  private static Cid cid(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "invalid cid: json: cannot unmarshal %s into Go value of type %s"
              .formatted(kind(node), CID_STRUCT));
    }
    return Cid.parse(node.path("/").asText());
  }

  private static byte[] base64(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean plain = character < 128 && Character.isLetterOrDigit(character);
      if (!plain && "+/=".indexOf(character) < 0) {
        throw new IllegalArgumentException("illegal base64 data at input byte " + i);
      }
    }
    return Base64.getDecoder().decode(text);
  }

  private static String text(JsonNode node, String goType) {
    if (!node.isTextual()) {
      throw mismatch(node, goType);
    }
    return node.textValue();
  }

  private static IllegalArgumentException mismatch(JsonNode node, String goType) {
    return new IllegalArgumentException(
        "json: cannot unmarshal %s into Go value of type %s".formatted(kind(node), goType));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> node.isIntegralNumber() ? "number" : "number " + node;
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "null";
    };
  }
}
