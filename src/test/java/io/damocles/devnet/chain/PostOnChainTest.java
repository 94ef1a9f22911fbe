package io.damocles.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.BitField;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Message;
import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.devnet.store.SqliteChainStore;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of the real miner actor, from the push to the receipt. */
class PostOnChainTest {
  private static final byte[] ENTROPY = HexFormat.of().parseHex("4300e807");

  private final ProvingChain proving = new ProvingChain(new NoStore());
  private final DevnetChain chain = proving.chain;

  @Test
  void takesAProofFromTheOpeningOn() {
    DeadlineInfo deadline = proving.opened();
    SignedMessage sent = chain.push(proving.post(deadline), SendSpec.NONE);
    proving.mineTo(deadline.open() + 2);

    Receipt receipt = receipt(sent);
    assertThat(receipt.exitCode()).isZero();
    assertThat(receipt.gasUsed()).isBetween(18_000_000L, 21_000_000L);
    assertThat(proven(deadline)).isEqualTo(BitField.of(0));
  }

  @Test
  void refusesAPushBeforeTheOpening() {
    DeadlineInfo first = proving.opened();
    proving.mineTo(first.close() - 1);
    DeadlineInfo next =
        new DeadlineInfo(
            0,
            first.periodStart(),
            (first.index() + 1) % 4,
            first.close(),
            first.close() + 20,
            first.close() - 5,
            0,
            4,
            80,
            20,
            5,
            10);

    assertThatThrownBy(() -> chain.push(proving.post(next), SendSpec.NONE))
        .hasMessageContaining("exit=[ErrIllegalArgument(16)]")
        .hasMessageContaining(
            "invalid deadline %d at epoch %d, expected %d"
                .formatted(next.index(), next.open() - 1, first.index()));
  }

  @Test
  void pushesAtTheLastEpochWhatThenFailsOnTheChain() {
    DeadlineInfo deadline = proving.opened();
    proving.mineTo(deadline.close() - 1);
    SignedMessage sent = chain.push(proving.post(deadline), SendSpec.NONE);
    proving.mineTo(deadline.close() + 1);

    assertThat(receipt(sent).exitCode()).isEqualTo(16);
  }

  @Test
  void takesTheLastUsefulProof() {
    DeadlineInfo deadline = proving.opened();
    proving.mineTo(deadline.close() - 2);
    SignedMessage sent = chain.push(proving.post(deadline), SendSpec.NONE);
    proving.mineTo(deadline.close());

    assertThat(receipt(sent).exitCode()).isZero();
    assertThat(closes(deadline).missed().isEmpty()).isTrue();
  }

  @Test
  void verifiesWithTheChallengesOwnEntryAfterANullRound() {
    DeadlineInfo first = proving.opened();
    proving.mineTo(first.close() - 6);
    chain.faults().skipRounds(1);
    chain.mine(2, TestChain.START);
    proving.mineTo(first.close());
    DeadlineInfo deadline = proving.deadline();
    assertThat(chain.tipsetAt(deadline.challenge(), TipSetKey.HEAD).height())
        .isEqualTo(deadline.challenge() - 1);

    SignedMessage sent = chain.push(proving.post(deadline), SendSpec.NONE);
    proving.mineTo(deadline.open() + 2);

    byte[] challenge = chain.beaconRandomness(4, deadline.challenge(), ENTROPY, TipSetKey.HEAD);
    challenge[31] &= 0x3f;
    assertThat(receipt(sent).exitCode()).isZero();
    assertThat(proving.checks).allSatisfy(c -> assertThat(c.randomness()).isEqualTo(challenge));
  }

  @Test
  void takesTheTicketOfTheNextTipsetForACommitEpochWithoutOne() {
    DeadlineInfo deadline = proving.opened();
    chain.faults().skipRounds(1);
    chain.mine(2, TestChain.START);

    Message post = proving.post(deadline, deadline.open() + 1);
    SignedMessage sent = chain.push(post, SendSpec.NONE);
    proving.mineTo(deadline.open() + 4);

    assertThat(receipt(sent).exitCode()).isZero();
  }

  @Test
  void endsADeadlineWhoseLastEpochHasNoTipset() {
    DeadlineInfo deadline = proving.opened();
    proving.mineTo(deadline.close() - 2);
    chain.faults().skipRounds(1);
    chain.mine(2, TestChain.START);
    assertThat(chain.head().height()).isEqualTo(deadline.close());

    CloseReport report = chain.closes(TipSetKey.HEAD).get(0);
    assertThat(report.epoch()).isEqualTo(deadline.close() - 1);
    assertThat(report.missed()).isEqualTo(BitField.of(0));
  }

  @Test
  void provesAgainAfterAFork() {
    DeadlineInfo deadline = proving.opened();
    SignedMessage sent = chain.push(proving.post(deadline), SendSpec.NONE);
    proving.mineTo(deadline.open() + 3);
    assertThat(proven(deadline)).isEqualTo(BitField.of(0));

    chain.reorganise(3, ForkMessages.RETURN);

    assertThat(proven(deadline).isEmpty()).isTrue();
    proving.mineTo(deadline.open() + 6);
    assertThat(receipt(sent).exitCode()).isZero();
    assertThat(proven(deadline)).isEqualTo(BitField.of(0));
  }

  @Test
  void goesOnFromItsFileInTheMiddleOfADeadline(@TempDir Path folder) {
    ProvingChain killed = new ProvingChain(SqliteChainStore.open(folder.resolve("chain.db")));
    DeadlineInfo deadline = killed.opened();
    killed.chain.push(killed.post(deadline), SendSpec.NONE);
    killed.mineTo(deadline.open() + 3);

    ProvingChain resumed = new ProvingChain(SqliteChainStore.open(folder.resolve("chain.db")));

    assertThat(resumed.miner().deadlines()).isEqualTo(killed.miner().deadlines());
    resumed.mineTo(deadline.close());
    killed.mineTo(deadline.close());
    assertThat(resumed.chain.head().blocks().get(0).parentStateRoot())
        .isEqualTo(killed.chain.head().blocks().get(0).parentStateRoot());
  }

  private Receipt receipt(SignedMessage sent) {
    return chain.search(TipSetKey.HEAD, sent.cid(), -1, true).orElseThrow().receipt();
  }

  private BitField proven(DeadlineInfo deadline) {
    return proving.miner().deadlines().get((int) deadline.index()).postSubmissions();
  }

  private CloseReport closes(DeadlineInfo deadline) {
    List<CloseReport> closes =
        chain.closes(chain.tipsetAt(deadline.close() - 1, TipSetKey.HEAD).key());
    return closes.get(0);
  }
}
