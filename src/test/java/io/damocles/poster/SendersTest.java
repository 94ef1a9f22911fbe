package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.Address;
import io.damocles.testing.ManualTimeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weakness 11 of damocles (spec damocles-manager.md §11.2, §9.3): who sends a miner's messages. */
class SendersTest {
  private static final Address MINER = Address.ofId(10_000);
  private static final String KEY_OF_5000 =
      "f3vvmn62lofvhjd2ugzca6sof2j2ubwok6cj4xxbfzz4yuxfkgobpihhd2thlanmsh3w2ptld2gqkn2jvlss4a";
  private static final String UNKNOWN_KEY =
      "f3rtnblapvgd3un7aqdtcpc5jg2lcxdlkuhawtqbqv67dk2isorxi53zm4ilmpnv6ne5hf7y3negdiuy7ybdsq";

  private final ManualTimeline time = new ManualTimeline(0);
  private final SenderChain chain = new SenderChain();
  private final Senders senders = new Senders(chain, time);

  SendersTest() {
    chain.ids.put(Address.parse(KEY_OF_5000), Address.ofId(5_000));
    for (long id = 1_000; id <= 10_000; id += 1_000) {
      chain.balances.put(Address.ofId(id), id);
    }
  }

  private Address choose(String... configured) {
    return senders.choose(MINER, List.of(configured)).result();
  }

  @Test
  void choosesTheRichestOfThoseThatMayActForTheMiner() {
    assertThat(choose("f02000", "f09999", KEY_OF_5000, "f01000", "f06000"))
        .isEqualTo(Address.ofId(5_000));
  }

  @Test
  void choosesTheSenderForFifteenSeconds() {
    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(3_000));
    chain.balances.put(Address.ofId(2_000), 1_000_000L);
    int calls = chain.calls;

    time.advance(14_999);
    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(3_000));
    assertThat(chain.calls).isEqualTo(calls);

    time.advance(1);
    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(2_000));
  }

  @Test
  void keepsItsChoiceWhileTheNodeDoesNotAnswer() {
    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(3_000));
    time.advance(60_000);
    chain.down = true;

    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(3_000));
  }

  @Test
  void choosesAnewWhenOthersAreConfigured() {
    assertThat(choose("f02000", "f03000")).isEqualTo(Address.ofId(3_000));

    assertThat(choose("f02000", "f04000")).isEqualTo(Address.ofId(4_000));
  }

  @Test
  void holdsNoFailure() {
    chain.down = true;
    assertThat(senders.choose(MINER, List.of("f02000")).failed()).isTrue();

    chain.down = false;
    assertThat(choose("f02000")).isEqualTo(Address.ofId(2_000));
  }

  @Test
  void passesOverAnAddressThatTheChainDoesNotKnow() {
    assertThat(choose(UNKNOWN_KEY, "f02000")).isEqualTo(Address.ofId(2_000));
  }

  @Test
  void passesOverASenderWhoseBalanceIsUnknown() {
    chain.balances.remove(Address.ofId(5_000));

    assertThat(choose(KEY_OF_5000, "f01000")).isEqualTo(Address.ofId(1_000));
  }

  @Test
  void sendsFromTheWorkerIfNobodyIsConfigured() {
    assertThat(choose()).isEqualTo(Address.ofId(2_000));
  }

  @Test
  void sendsFromTheWorkerIfNoneOfTheConfiguredMay() {
    assertThat(choose("f09999", "f06000")).isEqualTo(Address.ofId(2_000));
  }
}
