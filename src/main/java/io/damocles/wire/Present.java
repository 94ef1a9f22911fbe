package io.damocles.wire;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses JSON's null where the wire needs a value; Jackson only notices members that are missing.
 */
final class Present {
  private Present() {}

  /**
   * Checks a member, and the elements if it is a list.
   *
   * @throws IllegalArgumentException with the member's name
   */
  static void check(String member, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(member + " is null, expected a value");
    }
    if (value instanceof Collection<?> list && list.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(member + " has a null in it");
    }
  }
}
