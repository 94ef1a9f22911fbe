package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofTypeTest {

  @ParameterizedTest
  @EnumSource(ProofType.class)
  void isFoundByItsName(ProofType type) {
    assertThat(ProofType.byName(type.wireName())).contains(type);
  }

  @Test
  void doesNotKnowOtherNames() {
    assertThat(ProofType.byName("StackedDrgWindow32GiBV1_1")).isEmpty();
    assertThat(ProofType.byName("stackedDrgWindow32GiBV1_2")).isEmpty();
  }

  @Test
  void areNumberedFromZero() {
    assertThat(ProofType.values())
        .extracting(ProofType::number)
        .containsExactlyElementsOf(IntStream.range(0, 15).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource(ProofType.class)
  void knowsItsKind(ProofType type) {
    assertThat(type.isWindow()).isEqualTo(type.wireName().contains("Window"));
  }

  @ParameterizedTest
  @EnumSource(ProofType.class)
  void hasTheSectorSizeOfItsName(ProofType type) {
    var size =
        switch (type.number() % 5) {
          case 0 -> "2KiB";
          case 1 -> "8MiB";
          case 2 -> "512MiB";
          case 3 -> "32GiB";
          default -> "64GiB";
        };
    long unit =
        switch (size.substring(size.length() - 3)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          default -> 1L << 30;
        };

    assertThat(type.wireName()).contains(size);
    assertThat(type.sectorSize())
        .isEqualTo(Long.parseLong(size.substring(0, size.length() - 3)) * unit);
  }

  @Test
  void has192ProofBytesForEachPartitionBegun() {
    var type = ProofType.WINDOW_32GIB_V1_2;

    assertThat(type.proofBytes(0)).isZero();
    assertThat(type.proofBytes(1)).isEqualTo(192);
    assertThat(type.proofBytes(2349)).isEqualTo(192);
    assertThat(type.proofBytes(2350)).isEqualTo(384);
  }
}
