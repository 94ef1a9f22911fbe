package io.damocles.chain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FeeRaiseTest {
  private static final BigInteger BASE_FEE = BigInteger.valueOf(100);

  @Test
  void offersAQuarterMore() {
    Message raised = FeeRaise.of(message(1_000, 400), BigInteger.ZERO, BASE_FEE);

    assertThat(raised.gasPremium()).isEqualTo(501);
    assertThat(raised.gasFeeCap()).isEqualTo(1_251);
    assertThat(raised.nonce()).isEqualTo(9);
  }

  @Test
  void staysBelowTheConfiguredFeeCap() {
    Message raised = FeeRaise.of(message(1_000, 400), BigInteger.valueOf(600), BASE_FEE);

    assertThat(raised.gasPremium()).isEqualTo(501);
    assertThat(raised.gasFeeCap()).isEqualTo(600);
  }

  @Test
  void saysThatTheFeeCapIsTooLow() {
    BigInteger cap = BigInteger.valueOf(500);

    assertThatThrownBy(() -> FeeRaise.of(message(1_000, 400), cap, BASE_FEE))
        .hasMessage(
            "no more than GasFeeCap 500 attoFIL may be offered, the base fee is 100 and the premium would be 501");
  }

  private static Message message(long feeCap, long premium) {
    return new Message(
        0,
        Address.ofId(1_000),
        Address.ofId(100),
        9,
        BigInteger.ZERO,
        50_000_000,
        BigInteger.valueOf(feeCap),
        BigInteger.valueOf(premium),
        5,
        null);
  }
}
