package io.damocles.cli;

import io.damocles.chain.BitField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that a node answered; its members are read by name and type. What does not fit fails with
 * {@link CommandFailure} naming it.
 *
 * @param name of the call or member that gave it
 * @param value as {@link JsonValues} reads it
 */
record ChainValue(String name, @Nullable Object value) {

  ChainValue member(String member) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("an object");
    }
    return new ChainValue(name + "." + member, map.get(member));
  }

  /** Absent if it is missing or null. */
  Optional<ChainValue> optionalMember(String member) {
    return member(member).optional();
  }

  /** Empty for null, as Go writes an empty list. */
  List<ChainValue> elements() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong("a list");
    }
    return list.stream().map(element -> new ChainValue(name + "[]", element)).toList();
  }

  /** Absent for null. */
  Optional<ChainValue> optional() {
    return value == null ? Optional.empty() : Optional.of(this);
  }

  String text() {
    if (!(value instanceof String text)) {
      throw wrong("a text");
    }
    return text;
  }

  /** A signed 64-bit number, or an unsigned one as the same 64 bits. */
  long number() {
    if (value instanceof String digits && digits.matches("-?[0-9]{1,20}")) {
      try {
        return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
      } catch (NumberFormatException beyond64Bits) {
        throw wrong("a number of 64 bits");
      }
    }
    throw wrong("a whole number");
  }

  BitField bits() {
    try {
      return BitField.ofRunLengths(elements().stream().mapToLong(ChainValue::number).toArray());
    } catch (IllegalArgumentException notRunLengths) {
      throw wrong("run lengths: " + notRunLengths.getMessage());
    }
  }

  /** The text of a CID, {@code {"/": "b…"}}. */
  String cid() {
    return member("/").text();
  }

  private CommandFailure wrong(String expected) {
    String got = String.valueOf(value);
    return new CommandFailure(
        "a node answered %s = %s, expected %s"
            .formatted(name, got.substring(0, Math.min(got.length(), 80)), expected));
  }
}
