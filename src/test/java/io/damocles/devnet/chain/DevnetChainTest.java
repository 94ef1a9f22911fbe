package io.damocles.devnet.chain;

import static io.damocles.devnet.chain.TestChain.at;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Cid;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.random.MockBeacon;
import io.damocles.devnet.random.Randomness;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevnetChainTest {
  private final DevnetChain chain = TestChain.open();

  @Test
  void makesATipsetAnEpoch() {
    chain.advance(at(3));

    assertThat(chain.head().height()).isEqualTo(3);
    assertThat(chain.nextDue()).isEqualTo(at(4));
    for (long height = 1; height <= 3; height++) {
      TipSet tipset = chain.tipsetAt(height, TipSetKey.HEAD);
      TipSet parent = chain.tipsetAt(height - 1, TipSetKey.HEAD);
      assertThat(tipset.blocks().get(0).parents()).isEqualTo(parent.cids());
      assertThat(tipset.blocks().get(0).timestamp()).isEqualTo(at(height).getEpochSecond());
      assertThat(tipset.blocks().get(0).parentWeight())
          .isGreaterThan(parent.blocks().get(0).parentWeight());
    }
  }

  @Test
  void goesOnWhereItWasAfterALongPause() {
    chain.advance(at(3));
    chain.advance(at(1000));

    assertThat(chain.head().height()).isEqualTo(4);
    assertThat(chain.nextDue()).isEqualTo(at(1001));
    assertThat(chain.genesisTime()).isEqualTo(at(1000 - 4));
  }

  @Test
  void catchesUpAShortPause() {
    chain.advance(at(3));
    chain.advance(at(8));

    assertThat(chain.head().height()).isEqualTo(8);
  }

  @Test
  void skipsRoundsOnDemand() {
    chain.advance(at(1));
    chain.faults().skipRounds(2);
    chain.advance(at(4));

    assertThat(chain.head().height()).isEqualTo(4);
    assertThat(chain.tipsetAt(3, TipSetKey.HEAD).height()).isEqualTo(1);
    assertThat(chain.tipsetAfter(2, TipSetKey.HEAD).height()).isEqualTo(4);
    assertThat(chain.head().blocks().get(0).beaconEntries())
        .extracting(entry -> entry.round())
        .containsExactly(102L, 103L, 104L);
  }

  @Test
  void endsTheEpochsOfNullRoundsWithTheNextTipset() {
    chain.advance(at(2));
    chain.faults().skipRounds(3);
    chain.advance(at(5));
    assertThat(chain.head().height()).isEqualTo(2);
    chain.advance(at(7));

    assertThat(chain.stateAt(TipSetKey.HEAD).miner(TestChain.MINER).orElseThrow().balance())
        .isEqualTo(BigInteger.valueOf(6000));
  }

  @Test
  void makesNullRoundsAsOftenAsTold() {
    DevnetChain gappy = TestChain.open(new NoStore(), TestChain.options().withNullRounds(0.25));
    gappy.mine(800, at(0));
    long tipsets = 0;
    for (TipSet tipset = gappy.head(); tipset.height() > 0; tipsets++) {
      tipset = gappy.tipset(new TipSetKey(tipset.blocks().get(0).parents()));
    }

    assertThat(tipsets).isBetween(550L, 650L);
  }

  @Test
  void drawsTheTicketAfterANullRoundAndTheEpochsOwnBeaconEntry() {
    chain.advance(at(1));
    chain.faults().skipRounds(1);
    chain.advance(at(4));
    TipSetKey key = chain.head().key();
    byte[] after = ticket(chain.tipsetAt(3, key));

    assertThat(chain.ticketRandomness(9, 2, new byte[0], key))
        .isEqualTo(Randomness.draw(9, after, 2, new byte[0]));
    assertThat(chain.beaconRandomness(4, 2, new byte[0], key))
        .isEqualTo(Randomness.draw(4, MockBeacon.data(102), 2, new byte[0]));
    assertThatThrownBy(() -> chain.beaconRandomness(4, 5, new byte[0], key))
        .hasMessage("getting beacon randomness: cannot draw randomness from the future");
    assertThatThrownBy(() -> chain.ticketRandomness(9, 5, new byte[0], key))
        .hasMessage("getting chain randomness: cannot draw randomness from the future");
  }

  @Test
  void answersAboutTipsetsThatAreNotThereAsANodeDoes() {
    chain.advance(at(3));

    assertThatThrownBy(() -> chain.tipsetAt(100, TipSetKey.HEAD))
        .hasMessage("looking for tipset with height greater than start point, req: 100, head: 3");
    assertThatThrownBy(() -> chain.tipsetAt(-1, TipSetKey.HEAD))
        .hasMessage("height -1 is negative");
    TipSetKey unknown = new TipSetKey(List.of(Cid.ofCbor(new byte[1])));
    assertThatThrownBy(() -> chain.stateAt(unknown))
        .hasMessageMatching("loading tipset \\{(b.*)}: get block \\1: ipld: could not find \\1");
  }

  @Test
  void freezesTheHeadAndCatchesUpInOneNotification() {
    RecordedHeads heads = new RecordedHeads(chain);
    chain.advance(at(1));
    chain.freezeHead(true);
    chain.advance(at(4));

    assertThat(chain.head().height()).isEqualTo(1);
    chain.freezeHead(false);
    assertThat(chain.head().height()).isEqualTo(4);
    assertThat(heads.told()).containsExactly("apply 1", "apply 2 3 4");
  }

  @Test
  void makesTheSameChainFromTheSameSeed() {
    DevnetChain other = TestChain.open();
    chain.advance(at(5));
    other.advance(at(5));

    assertThat(chain.head().cids()).isEqualTo(other.head().cids());
  }

  private static byte[] ticket(TipSet tipset) {
    return requireNonNull(requireNonNull(tipset.blocks().get(0).ticket()).proof());
  }
}
