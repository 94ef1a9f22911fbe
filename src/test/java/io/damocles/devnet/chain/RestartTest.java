package io.damocles.devnet.chain;

import static io.damocles.devnet.chain.TestChain.DEFAULT;
import static io.damocles.devnet.chain.TestChain.WORKER;
import static io.damocles.devnet.chain.TestChain.account;
import static io.damocles.devnet.chain.TestChain.at;
import static io.damocles.devnet.chain.TestChain.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.devnet.store.SqliteChainStore;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that is never closed, as after SIGKILL, and one that goes on from its file. */
class RestartTest {
  @TempDir Path folder;

  @Test
  void goesOnWhereItWas() {
    DevnetChain killed = open();
    killed.advance(at(3));
    SignedMessage mined = killed.push(send(DEFAULT, 7), SendSpec.NONE);
    killed.advance(at(5));
    killed.faults().holdMessages(true);
    SignedMessage waiting = killed.push(send(DEFAULT, 8), SendSpec.NONE);

    DevnetChain chain = open();

    assertThat(chain.head().cids()).isEqualTo(killed.head().cids());
    assertThat(chain.tipsetAt(2, TipSetKey.HEAD).cids())
        .isEqualTo(killed.tipsetAt(2, TipSetKey.HEAD).cids());
    assertThat(chain.wallet().addresses()).isEqualTo(killed.wallet().addresses());
    assertThat(chain.search(TipSetKey.HEAD, mined.cid(), -1, true).orElseThrow().height())
        .isEqualTo(5);
    assertThat(account(chain, WORKER)).isEqualTo(account(killed, WORKER));
    assertThat(chain.pending()).extracting(SignedMessage::cid).containsExactly(waiting.cid());
    assertThat(chain.nonce(WORKER)).isEqualTo(2);
    chain.advance(at(6));
    assertThat(chain.messages(chain.head().cids().get(0)))
        .extracting(SignedMessage::cid)
        .containsExactly(waiting.cid());
    assertThat(open().pending()).isEmpty();
  }

  @Test
  void growsAsIfItHadNeverStopped() {
    DevnetChain straight = TestChain.open();
    straight.advance(at(4));
    straight.advance(at(8));
    open().advance(at(4));
    DevnetChain resumed = open();
    resumed.advance(at(8));

    assertThat(resumed.head().cids()).isEqualTo(straight.head().cids());
  }

  @Test
  void movesItsScheduleWhenItWasDownForLong() {
    open().advance(at(4));
    DevnetChain chain = open();
    chain.advance(at(5000));
    assertThat(chain.head().height()).isEqualTo(5);

    assertThat(open().nextDue()).isEqualTo(at(5001));
  }

  @Test
  void remembersTheForkAndItsMessages() {
    DevnetChain killed = open();
    killed.advance(at(3));
    SignedMessage sent = killed.push(send(DEFAULT, 7), SendSpec.NONE);
    killed.advance(at(5));
    killed.faults().holdMessages(true);
    killed.reorganise(2, ForkMessages.RETURN);

    DevnetChain chain = open();

    assertThat(chain.head().cids()).isEqualTo(killed.head().cids());
    assertThat(chain.pending()).extracting(SignedMessage::cid).containsExactly(sent.cid());
  }

  @Test
  void answersAPushWithAKnownIdAfterwards() {
    SendSpec spec = new SendSpec(null, new UUID(1, 2));
    DevnetChain killed = open();
    SignedMessage sent = killed.push(send(DEFAULT, 7), spec);

    assertThat(open().push(send(DEFAULT, 7), spec).cid()).isEqualTo(sent.cid());
  }

  @Test
  void estimatesAfterwardsAsBefore() {
    DevnetChain killed = open();
    killed.advance(at(3));
    killed.push(send(DEFAULT, 7), SendSpec.NONE);
    killed.advance(at(4));

    Message before = TestChain.message(Address.ofId(TestChain.MINER), 6, BigInteger.ZERO);
    assertThat(open().estimate(before, SendSpec.NONE, TipSetKey.HEAD).gasLimit())
        .isEqualTo(killed.estimate(before, SendSpec.NONE, TipSetKey.HEAD).gasLimit());
  }

  @Test
  void keepsAKeyThatWasAdded() {
    var added = open().addKey(Wallet.derive(new byte[] {5}, "more"));

    assertThat(open().wallet().has(added)).isTrue();
  }

  @Test
  void keepsOnlyTheLastTipsetsOnDisk() {
    DevnetChain chain = TestChain.open(store(), TestChain.options().withFinality(20));
    chain.mine(200, at(0));

    var stored = store().load().orElseThrow();
    assertThat(stored.tipsets()).hasSize(22);
    assertThat(TestChain.open(store(), TestChain.options()).head().height()).isEqualTo(200);
  }

  @Test
  void standsStillOnAFullDiskAndLosesNothing() {
    FullDisk disk = new FullDisk(store());
    DevnetChain chain = TestChain.open(disk, TestChain.options());
    chain.mine(3, at(3));
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);

    disk.full = true;
    assertThatThrownBy(() -> chain.mine(1, at(4))).hasMessageContaining("full");
    assertThatThrownBy(() -> chain.mine(1, at(5))).hasMessageContaining("full");
    assertThatThrownBy(() -> chain.reorganise(1, ForkMessages.RETURN)).hasMessageContaining("full");
    assertThat(chain.head().height()).isEqualTo(4);
    assertThat(open().head().height()).isEqualTo(3);
    assertThat(open().pending()).extracting(SignedMessage::cid).containsExactly(sent.cid());

    disk.full = false;
    chain.mine(2, at(6));
    assertThat(open().head().cids()).isEqualTo(chain.head().cids());
    assertThat(open().search(TipSetKey.HEAD, sent.cid(), -1, true)).isPresent();
  }

  @Test
  void hasNoMessageThatItCouldNotStore() {
    FullDisk disk = new FullDisk(store());
    DevnetChain chain = TestChain.open(disk, TestChain.options());
    chain.mine(3, at(3));

    disk.full = true;
    assertThatThrownBy(() -> chain.push(send(DEFAULT, 7), SendSpec.NONE))
        .hasMessageContaining("full");
    assertThat(chain.pending()).isEmpty();
    assertThat(chain.nonce(DEFAULT)).isZero();

    disk.full = false;
    assertThat(chain.push(send(DEFAULT, 7), SendSpec.NONE).message().nonce()).isZero();
  }

  private DevnetChain open() {
    return TestChain.open(store(), TestChain.options());
  }

  private SqliteChainStore store() {
    return SqliteChainStore.open(folder.resolve("chain.db"));
  }
}
