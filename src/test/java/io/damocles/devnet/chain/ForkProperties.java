package io.damocles.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.pool.SendSpec;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What forks may change, and what they may not. */
class ForkProperties {
  private static final int PUSH = 10;
  private static final int SKIP = 11;

  /** 1 to 4 are forks of that depth, 5 to 9 epochs. */
  @Property(tries = 200)
  void aForkWithTheSameMessagesLeadsToTheSameState(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = SKIP) Integer> actions) {
    DevnetChain forking = TestChain.open();
    DevnetChain straight = TestChain.open();
    for (int action : actions) {
      if (action == PUSH) {
        straight.push(forking.push(TestChain.send(TestChain.DEFAULT, 7), SendSpec.NONE));
      } else if (action == SKIP) {
        forking.faults().skipRounds(1);
        straight.faults().skipRounds(1);
        mine(forking, straight);
      } else if (action >= 5 || !canFork(forking, action)) {
        mine(forking, straight);
      } else {
        forking.reorganise(action, ForkMessages.SAME);
        straight.mine(1, TestChain.START);
      }

      assertThat(forking.head().height()).isEqualTo(straight.head().height());
      assertThat(root(forking)).isEqualTo(root(straight));
      assertThat(forking.pending()).hasSameSizeAs(straight.pending());
    }
  }

  @Property(tries = 200)
  void aForkLosesNoMessageThatReturns(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = PUSH) Integer> actions) {
    DevnetChain chain = TestChain.open();
    List<SignedMessage> pushed = new ArrayList<>();
    for (int action : actions) {
      if (action == PUSH) {
        pushed.add(chain.push(TestChain.send(TestChain.DEFAULT, 7), SendSpec.NONE));
      } else if (action >= 5 || !canFork(chain, action)) {
        chain.mine(1, TestChain.START);
      } else {
        chain.reorganise(action, ForkMessages.RETURN);
      }
    }
    chain.mine(2, TestChain.START);

    for (SignedMessage message : pushed) {
      assertThat(chain.search(TipSetKey.HEAD, message.cid(), -1, false)).isPresent();
    }
    assertThat(chain.pending()).isEmpty();
  }

  private static void mine(DevnetChain forking, DevnetChain straight) {
    forking.mine(1, TestChain.START);
    straight.mine(1, TestChain.START);
  }

  private static boolean canFork(DevnetChain chain, int depth) {
    return chain.head().height() > 2L * depth;
  }

  private static String root(DevnetChain chain) {
    return chain.head().blocks().get(0).parentStateRoot().toString();
  }
}
