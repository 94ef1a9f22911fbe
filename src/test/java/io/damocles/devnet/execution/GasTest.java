package io.damocles.devnet.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.execution.BaseFee.Offer;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GasTest {

  @Test
  void burnsGasThatWasReservedMuchTooHigh() {
    assertThat(GasOutputs.overestimation(500, 700)).isEqualTo(60);
    assertThat(GasOutputs.overestimation(100, 200)).isEqualTo(90);
    assertThat(GasOutputs.overestimation(500, 651)).isEqualTo(30);
    assertThat(GasOutputs.overestimation(500, 550)).isZero();
    assertThat(GasOutputs.overestimation(0, 10)).isEqualTo(10);
  }

  @Test
  void splitsTheFeeWithoutLosingAnAtto() {
    GasOutputs outputs = GasOutputs.of(500, 700, big(100), big(130), big(40));

    assertThat(outputs.burn()).isEqualTo(big(56_000));
    assertThat(outputs.tip()).isEqualTo(big(21_000));
    assertThat(outputs.refund()).isEqualTo(big(130 * 700 - 56_000 - 21_000));
  }

  @Test
  void chargesTransfersWhatALotusNodeCharged() {
    assertThat(GasPrices.inclusion(132) + GasPrices.SEND).isEqualTo(1_213_263);
    assertThat(GasPrices.inclusion(166) + GasPrices.SEND).isEqualTo(1_257_463);
    assertThat(GasPrices.leastLimit(130)).isEqualTo(204_863);
  }

  @Test
  void lowersTheBaseFeeOfAnIdleChainAsALotusNodeDid() {
    assertThat(BaseFee.next(big(30_072_456), List.of())).isEqualTo(big(26_313_399));
    assertThat(BaseFee.next(big(26_313_399), List.of())).isEqualTo(big(23_024_224));
    assertThat(BaseFee.next(big(101), List.of())).isEqualTo(big(100));
  }

  @Test
  void raisesTheBaseFeeOfAFullChainByAtMostAnEighth() {
    var full = List.of(new Offer(big(50), 4_000_000_000L), new Offer(big(20), 4_000_000_000L));

    assertThat(BaseFee.next(big(80), full)).isEqualTo(big(100));
    assertThat(BaseFee.next(big(800), full)).isEqualTo(big(720));
    assertThat(BaseFee.next(big(120), full)).isEqualTo(big(125));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
