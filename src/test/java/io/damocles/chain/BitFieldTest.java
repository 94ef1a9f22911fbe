package io.damocles.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BitFieldTest {

  @Test
  void printsTheRunLengthsThatLotusPrints() {
    assertThat(BitField.EMPTY.runLengths()).containsExactly(0);
    assertThat(BitField.of(1, 2).runLengths()).containsExactly(1, 2);
    assertThat(BitField.of(4, 3).runLengths()).containsExactly(3, 2);
    assertThat(BitField.of(3, 5, 6).runLengths()).containsExactly(3, 1, 1, 2);
  }

  @Test
  void readsRunLengthsInEveryFormThatNodesSend() {
    assertThat(BitField.ofRunLengths()).isEqualTo(BitField.EMPTY);
    assertThat(BitField.ofRunLengths(0)).isEqualTo(BitField.EMPTY);
    assertThat(BitField.ofRunLengths(5)).isEqualTo(BitField.EMPTY);
    assertThat(BitField.ofRunLengths(0, 3)).isEqualTo(BitField.of(0, 1, 2));
    assertThat(BitField.ofRunLengths(0, 3, 4)).isEqualTo(BitField.of(0, 1, 2));
    assertThatThrownBy(() -> BitField.ofRunLengths(1, 0, 1)).hasMessageContaining("length 0");
    assertThatThrownBy(() -> BitField.ofRunLengths(-1, 5)).hasMessageContaining("64 bits");
  }

  @Test
  void holdsNumbersBeyondTheSignedRange() {
    BitField field = BitField.of(-3, Long.MAX_VALUE, Long.MIN_VALUE);

    assertThat(field.stream()).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, -3L);
    assertThat(field)
        .hasToString("{9223372036854775807-9223372036854775808, 18446744073709551613}");
    assertThat(field.contains(-3)).isTrue();
    assertThat(field.contains(-4)).isFalse();
    assertThatThrownBy(() -> BitField.of(-1)).hasMessageContaining("18446744073709551615");
  }

  @Property
  void agreesWithAPlainSet(
      @ForAll @Size(max = 40) Set<@LongRange(min = 0, max = 60) Long> left,
      @ForAll @Size(max = 40) Set<@LongRange(min = 0, max = 60) Long> right) {
    agrees(left, right, BitField::plus, Set::addAll);
    agrees(left, right, BitField::minus, Set::removeAll);
    agrees(left, right, BitField::and, Set::retainAll);
    assertThat(field(left).containsAll(field(right))).isEqualTo(left.containsAll(right));
    assertThat(field(left).count()).isEqualTo(left.size());
    assertThat(BitField.ofRunLengths(field(left).runLengths())).isEqualTo(field(left));
    for (long member = 0; member < 62; member++) {
      assertThat(field(left).contains(member)).isEqualTo(left.contains(member));
    }
  }

  private static void agrees(
      Set<Long> left,
      Set<Long> right,
      BiFunction<BitField, BitField, BitField> operation,
      BiFunction<Set<Long>, Set<Long>, Boolean> model) {
    Set<Long> expected = new TreeSet<>(left);
    assertThat(model.apply(expected, right)).isNotNull();
    assertThat(operation.apply(field(left), field(right))).isEqualTo(field(expected));
  }

  private static BitField field(Set<Long> members) {
    return BitField.of(members.stream().mapToLong(Long::longValue).toArray());
  }
}
