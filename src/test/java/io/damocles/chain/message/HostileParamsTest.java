package io.damocles.chain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.BitField;
import io.damocles.chain.CodecException;
import io.damocles.chain.Message;
import io.damocles.chain.RlePlus;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileParamsTest {

  @Property
  void readsAnyBytesOrSaysWhatIsWrong(@ForAll byte[] bytes) {
    for (PostMethod method : PostMethod.values()) {
      readsBackOrRefuses(bytes, method);
    }
    try {
      assertThat(Message.decode(bytes).encode()).isEqualTo(bytes);
    } catch (CodecException expected) {
      assertThat(expected).hasMessageContaining("byte");
    }
  }

  @Property
  void survivesAChangedByte(
      @ForAll("submissions") SubmitWindowedPoStParams params, @ForAll byte change, @ForAll int at) {
    byte[] cbor = params.encode();
    cbor[Math.floorMod(at, cbor.length)] = change;

    readsBackOrRefuses(cbor, PostMethod.SUBMIT_WINDOWED_POST);
  }

  @Property
  void readsWhatItWrote(@ForAll("submissions") SubmitWindowedPoStParams params) {
    byte[] cbor = params.encode();

    assertThat(SubmitWindowedPoStParams.decode(cbor).encode()).isEqualTo(cbor);
    assertThat(SubmitWindowedPoStParams.decode(cbor).partitions()).isEqualTo(params.partitions());
  }

  @Property
  void hasOneFormOfABitfield(@ForAll byte[] bytes) {
    try {
      assertThat(RlePlus.encode(RlePlus.decode(bytes))).isEqualTo(bytes);
    } catch (CodecException expected) {
      assertThat(expected).hasMessageContaining("bitfield");
    }
  }

  @Property
  void writesEveryBitfieldInItsForm(@ForAll("fields") BitField field) {
    assertThat(RlePlus.decode(RlePlus.encode(field))).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "9bffffffffffffffff, got 18446744073709551615",
    "819bffffffffffffffff, got 1",
    "85005bffffffffffffffff, expected an array",
    "85009b0fffffffffffffff, is cut off",
    "8500815affffffff, expected an array",
    "8500818200 5affffffff, expected at most 32768 bytes",
    "8500818200 597fff00, bytes are cut off",
    "85008182004101, version 0",
    "85008182004200 00, zero byte",
    "85180080, shortest form",
    "9f, indefinite",
    "a0, got a map"
  })
  void allocatesNothingForAnAnnouncedLength(String hex, String problem) {
    byte[] cbor = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThatThrownBy(() -> SubmitWindowedPoStParams.decode(cbor))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(problem);
  }

  private static void readsBackOrRefuses(byte[] bytes, PostMethod method) {
    try {
      assertThat(method.decode(bytes).encode()).isEqualTo(bytes);
    } catch (CodecException expected) {
      assertThat(expected.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<SubmitWindowedPoStParams> submissions() {
    Arbitrary<PoStPartition> partition =
        Combinators.combine(Arbitraries.longs(), fields()).as(PoStPartition::new);
    Arbitrary<PoStProof> proof =
        Combinators.combine(
                Arbitraries.longs(), Arbitraries.bytes().array(byte[].class).ofMaxSize(400))
            .as(PoStProof::new);
    return Combinators.combine(
            Arbitraries.longs(),
            partition.list().ofMaxSize(4),
            proof.list().ofMaxSize(2),
            Arbitraries.longs(),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(32))
        .as(SubmitWindowedPoStParams::new);
  }

  @Provide
  Arbitrary<BitField> fields() {
    Arbitrary<Long> length =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.longs().between(1, 40)),
            Tuple.of(1, Arbitraries.longs().between(1, 1L << 57)));
    return length
        .list()
        .ofMaxSize(30)
        .map(
            lengths -> {
              long[] runs = lengths.stream().mapToLong(Long::longValue).toArray();
              return BitField.ofRunLengths(
                  runs.length % 2 == 0 ? runs : Arrays.copyOf(runs, runs.length - 1));
            });
  }
}
