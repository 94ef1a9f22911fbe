package io.damocles.devnet.chain;

import static io.damocles.devnet.chain.TestChain.DEFAULT;
import static io.damocles.devnet.chain.TestChain.at;
import static io.damocles.devnet.chain.TestChain.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.pool.SendSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForkTest {
  private final DevnetChain chain = TestChain.open();
  private final RecordedHeads heads = new RecordedHeads(chain);

  @BeforeEach
  void letTheChainGrow() {
    chain.advance(at(5));
    heads.told().clear();
  }

  @Test
  void replacesTheLastTipsetsByALongerFork() {
    TipSet old = chain.head();
    TipSet kept = chain.tipsetAt(2, TipSetKey.HEAD);

    chain.reorganise(3, ForkMessages.RETURN);

    assertThat(heads.told()).containsExactly("revert 5 4 3", "apply 3 4 5 6");
    assertThat(chain.tipsetAt(2, TipSetKey.HEAD)).isEqualTo(kept);
    assertThat(chain.tipsetAt(5, TipSetKey.HEAD)).isNotEqualTo(old);
    assertThat(chain.head().height()).isEqualTo(6);
    assertThat(chain.tipset(old.key())).isEqualTo(old);
    assertThat(chain.tipsetAt(4, old.key()).cids()).isEqualTo(old.blocks().get(0).parents());
    chain.advance(at(6));
    assertThat(chain.head().height()).isEqualTo(6);
    chain.advance(at(7));
    assertThat(chain.head().height()).isEqualTo(7);
  }

  @Test
  void returnsMessagesToThePoolAndTakesThemAgain() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.advance(at(7));
    assertThat(heightOf(sent)).isEqualTo(7);

    chain.reorganise(2, ForkMessages.RETURN);

    assertThat(chain.messages(chain.head().cids().get(0))).containsExactly(sent);
    assertThat(chain.search(TipSetKey.HEAD, sent.cid(), -1, true)).isEmpty();
    chain.advance(at(9));
    assertThat(heightOf(sent)).isEqualTo(9);
  }

  @Test
  void keepsMessagesWhereTheyWereIfToldTo() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.advance(at(7));

    chain.reorganise(2, ForkMessages.SAME);

    assertThat(heightOf(sent)).isEqualTo(7);
  }

  @Test
  void losesMessagesIfToldTo() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.advance(at(7));

    chain.reorganise(2, ForkMessages.DROP);

    assertThat(chain.pending()).isEmpty();
    assertThat(chain.nonce(TestChain.WORKER)).isZero();
    assertThat(chain.search(TipSetKey.HEAD, sent.cid(), -1, true)).isEmpty();
  }

  @Test
  void endsInTheStateOfAChainThatNeverForked() {
    DevnetChain straight = TestChain.open();
    straight.advance(at(5));
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    straight.push(sent);
    chain.advance(at(7));
    chain.reorganise(2, ForkMessages.SAME);
    straight.advance(at(8));
    chain.advance(at(9));
    straight.advance(at(9));

    assertThat(chain.head()).isNotEqualTo(straight.head());
    assertThat(chain.head().blocks().get(0).parentStateRoot())
        .isEqualTo(straight.head().blocks().get(0).parentStateRoot());
    ChainState state = chain.stateAt(TipSetKey.HEAD);
    assertThat(state.miners()).isEqualTo(straight.stateAt(TipSetKey.HEAD).miners());
  }

  @Test
  void refusesToReplaceMoreThanThereIs() {
    assertThatThrownBy(() -> chain.reorganise(6, ForkMessages.RETURN))
        .hasMessage("cannot replace 6 tipsets, expected 1 to 5");
    assertThatThrownBy(() -> chain.reorganise(0, ForkMessages.RETURN))
        .hasMessage("cannot replace 0 tipsets, expected 1 to 5");
    assertThat(chain.head().height()).isEqualTo(5);
  }

  private long heightOf(SignedMessage message) {
    return chain.search(TipSetKey.HEAD, message.cid(), -1, true).orElseThrow().height();
  }
}
