package io.damocles.devnet.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Values computed from the source of the real thing, and values that a Lotus node answered. */
class RandomnessTest {
  private static final byte[] MINER_1000 = HexFormat.of().parseHex("4300e807");
  private static final byte[] MINER_1001 = HexFormat.of().parseHex("4300e907");

  @Test
  void drawsTheChallengeFromTheMockBeacon() {
    byte[] data = MockBeacon.dataOfEpoch(200);

    assertThat(data)
        .asHexString()
        .isEqualToIgnoringCase("e00fd7840bea49cda80be7c4ccc6910a228522536d7e952a1da793e1442aedea");
    assertThat(Randomness.draw(4, data, 200, MINER_1000))
        .asHexString()
        .isEqualToIgnoringCase("b3c4acf912b085494c66cf90385c014d19fccb1c3f3bae0caa947ea93d9caf96");
    assertThat(Randomness.draw(4, data, -5, MINER_1000))
        .asHexString()
        .isEqualToIgnoringCase("73c57f038d99af280645e220fe1ed6d27de23046e1dd9eff73a9ecf06fc04a1f");
  }

  @Test
  void drawsTheCommitRandomnessFromATicket() {
    byte[] ticket = new byte[96];
    Arrays.fill(ticket, (byte) 0xaa);

    assertThat(Randomness.draw(9, ticket, 200, new byte[0]))
        .asHexString()
        .isEqualToIgnoringCase("63216a89649cfe406ae8c610d5c0ff05867db329b47fc28fcb0fef4be80ae07f");
  }

  @Test
  void drawsWhatALotusNodeDrew() {
    assertThat(lotusDraw(20)).isEqualTo("rHmqaBQJabw3Y2fOTEHIDDeXfQlBYEcP+xRl5GrpwDs=");
    assertThat(lotusDraw(4)).isEqualTo("9eJFquGARC6W0/NfNbhX57kvTZS/HrheYlJtcOmWOJk=");
    assertThat(lotusDraw(-5)).isEqualTo("N95T8ts6+MnbIP82EYlk5hSwGUePQuM/gjHp6CtoEaQ=");
  }

  private static String lotusDraw(long epoch) {
    byte[] drawn = Randomness.draw(4, MockBeacon.dataOfEpoch(epoch), epoch, MINER_1001);
    return Base64.getEncoder().encodeToString(drawn);
  }

  @Test
  void givesEachForkOtherTickets() {
    Tickets tickets = new Tickets(new byte[] {1});

    assertThat(tickets.proof("ticket", new byte[0], 7, 0))
        .hasSize(96)
        .isEqualTo(tickets.proof("ticket", new byte[0], 7, 0))
        .isNotEqualTo(tickets.proof("ticket", new byte[0], 7, 1))
        .isNotEqualTo(tickets.proof("election", new byte[0], 7, 0));
  }
}
