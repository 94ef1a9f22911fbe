package io.damocles.devnet.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WalletTest {
  private static final byte[] SEED = {7};
  private static final byte[] DATA = {1, 2, 3};

  private final Wallet wallet = new Wallet();

  @Test
  void makesTheSameKeyFromTheSameSeedAndName() {
    assertThat(Wallet.derive(SEED, "worker").address())
        .isEqualTo(Wallet.derive(SEED, "worker").address())
        .isNotEqualTo(Wallet.derive(SEED, "owner").address())
        .isNotEqualTo(Wallet.derive(new byte[] {8}, "worker").address());
  }

  @Test
  void signsWhatOnlyItsOwnAddressVerifies() {
    Address address = wallet.add(Wallet.derive(SEED, "worker"));
    Address other = wallet.add(Wallet.derive(SEED, "owner"));

    byte[] signature = wallet.sign(address, DATA).orElseThrow();

    assertThat(signature).hasSize(65).isEqualTo(wallet.sign(address, DATA).orElseThrow());
    assertThat(Wallet.verify(address, DATA, signature)).isTrue();
    assertThat(Wallet.verify(other, DATA, signature)).isFalse();
    assertThat(Wallet.verify(address, new byte[] {1, 2, 4}, signature)).isFalse();
  }

  @Test
  void signsWithEveryKeySoThatItVerifies() {
    for (int index = 0; index < 50; index++) {
      Address address = wallet.add(Wallet.derive(SEED, "key " + index));
      byte[] signature = wallet.sign(address, DATA).orElseThrow();

      assertThat(Wallet.verify(address, DATA, signature)).isTrue();
    }
  }

  @Test
  void verifiesWhatALotusNodeSigned() {
    Address signer = Address.parse("f1a44oblqmtlvajfwwdneb45mvba5ajtq665iduuy");
    Cid message = Cid.parse("bafy2bzacebg5i6kudkr2oznpxbxm54bmugzeee454q43dxeah3fcy44tmmxbq");
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "zfUzdOc8gbIWAgiP0zsMs5s1HUG6zBt+2XkUK/VTkqpP/J2NcCMEnp0zEYv+ERUA9awY4BBYlmuZr1mCoxs3AwE=");

    assertThat(Wallet.verify(signer, message.bytes(), signature)).isTrue();
  }

  @Test
  void refusesSignaturesThatAreNone() {
    Address address = wallet.add(Wallet.derive(SEED, "worker"));

    assertThat(Wallet.verify(address, DATA, new byte[0])).isFalse();
    assertThat(Wallet.verify(address, DATA, new byte[65])).isFalse();
  }

  @Test
  void sendsFromTheFirstKeyUntilAnotherIsSet() {
    Address first = wallet.add(Wallet.derive(SEED, "first"));
    Address second = wallet.add(Wallet.derive(SEED, "second"));

    assertThat(wallet.standard()).contains(first);
    wallet.setStandard(second);
    assertThat(wallet.standard()).contains(second);
    assertThatThrownBy(() -> wallet.setStandard(Address.ofId(5)))
        .hasMessageContaining("no key of f05");
  }
}
