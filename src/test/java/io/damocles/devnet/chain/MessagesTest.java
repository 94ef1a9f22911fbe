package io.damocles.devnet.chain;

import static io.damocles.devnet.chain.TestChain.DEFAULT;
import static io.damocles.devnet.chain.TestChain.FIL;
import static io.damocles.devnet.chain.TestChain.WORKER;
import static io.damocles.devnet.chain.TestChain.account;
import static io.damocles.devnet.chain.TestChain.at;
import static io.damocles.devnet.chain.TestChain.message;
import static io.damocles.devnet.chain.TestChain.post;
import static io.damocles.devnet.chain.TestChain.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.Receipt;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.pool.Messages;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sender sees: the pool, gas, receipts. */
class MessagesTest {
  private final DevnetChain chain = TestChain.open();

  @BeforeEach
  void letTheChainGrow() {
    chain.advance(at(2));
  }

  @Test
  void showsAReceiptInTheTipsetAfterTheMessage() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);

    assertThat(lookup(sent.cid())).isEmpty();
    chain.advance(at(3));
    assertThat(chain.messages(head())).containsExactly(sent);
    assertThat(lookup(sent.cid())).isEmpty();
    chain.advance(at(4));

    MessageLookup found = search(sent.cid());
    assertThat(found.height()).isEqualTo(4);
    assertThat(found.tipSet()).isEqualTo(chain.head().key());
    assertThat(found.receipt().exitCode()).isZero();
    assertThat(found.receipt().gasUsed()).isBetween(1_000_000L, 1_300_000L);
    assertThat(search(sent.message().cid()).message()).isEqualTo(sent.message().cid());
    assertThat(chain.parentMessages(head())).containsExactly(sent);
    assertThat(chain.parentReceipts(head())).containsExactly(found.receipt());
  }

  @Test
  void movesTheValueAndTakesTheFeeFromTheSender() {
    BigInteger before = account(chain, WORKER).balance();
    chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.advance(at(4));

    Account worker = account(chain, WORKER);
    assertThat(worker.nonce()).isEqualTo(1);
    assertThat(worker.balance()).isLessThan(before.subtract(BigInteger.valueOf(7)));
    assertThat(account(chain, DEFAULT).balance())
        .isEqualTo(FIL.multiply(BigInteger.TEN).add(BigInteger.valueOf(7)));
  }

  @Test
  void makesAnAccountForAnAddressThatReceivesFunds() {
    Address fresh = Wallet.derive(new byte[] {9}, "fresh").address();
    chain.push(send(fresh, 7), SendSpec.NONE);
    chain.advance(at(4));

    assertThat(account(chain, fresh).balance()).isEqualTo(BigInteger.valueOf(7));
    assertThat(chain.nonce(fresh)).isZero();
  }

  @Test
  void refusesANonceThatIsUsed() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    assertThatThrownBy(() -> chain.push(sent))
        .hasMessage(
            "failed to add locked: message from %s with nonce 0 already in mpool: message with nonce already exists"
                .formatted(WORKER));

    chain.advance(at(3));

    assertThatThrownBy(() -> chain.push(sent))
        .hasMessage("minimum expected nonce is 1, got 0: message nonce too low");
  }

  @Test
  void letsAMessageBehindAGapWait() {
    chain.push(signed(send(DEFAULT, 1), 1, 100));
    chain.advance(at(3));
    assertThat(chain.messages(head())).isEmpty();
    assertThat(chain.pending()).hasSize(1);
    assertThat(chain.nonce(WORKER)).isZero();

    chain.push(signed(send(DEFAULT, 1), 0, 100));
    assertThat(chain.nonce(WORKER)).isEqualTo(2);
    chain.advance(at(4));

    assertThat(chain.messages(head())).hasSize(2);
    assertThat(chain.pending()).isEmpty();
  }

  @Test
  void replacesAMessageThatPaysATenthAndAnAttoMore() {
    SignedMessage old = signed(send(DEFAULT, 1), 0, 100);
    SignedMessage replacing = signed(send(DEFAULT, 1), 0, 111);
    chain.push(old);

    assertThatThrownBy(() -> chain.push(signed(send(DEFAULT, 1), 0, 110)))
        .hasMessage(
            "failed to add locked: message from %s with nonce 0 already in mpool, increase GasPremium to 111 from 110 to trigger replace by fee: replace by fee has too low GasPremium"
                .formatted(WORKER));
    chain.push(replacing);
    chain.advance(at(4));

    assertThat(chain.pending()).isEmpty();
    assertThat(chain.search(TipSetKey.HEAD, old.cid(), -1, false)).isEmpty();
    assertThat(search(old.cid()).message()).isEqualTo(replacing.cid());
    assertThat(search(replacing.cid()).message()).isEqualTo(replacing.cid());
  }

  @Test
  void doesNotTakeAnotherCallForTheReplacedOne() {
    SignedMessage old = signed(send(DEFAULT, 1), 0, 100);
    chain.push(old);
    chain.push(signed(send(DEFAULT, 2), 0, 200));
    chain.advance(at(4));

    assertThatThrownBy(() -> search(old.cid())).hasMessageContaining("equal nonce");
  }

  @Test
  void refusesASenderWhoCannotPayTheGas() {
    Message dear = gas(send(DEFAULT, 1), 10_000_000, 2_000_000_000_000L, 100);

    assertThatThrownBy(() -> chain.push(sign(dear)))
        .hasMessage(
            "failed to check balance: not enough funds (required: 20 FIL, balance: 10 FIL): not enough funds to execute transaction");
    chain.push(sign(gas(send(DEFAULT, 1), 10_000_000, 600_000_000_000L, 100)));
    Message second =
        Messages.withNonce(gas(send(DEFAULT, 1), 10_000_000, 600_000_000_000L, 100), 1);
    assertThatThrownBy(() -> chain.push(sign(second)))
        .hasMessage(
            "failed to check balance: not enough funds including pending messages (required: 12 FIL, balance: 10 FIL): validation failure");
  }

  @Test
  void spendsNonceAndFeeOfATransferThatTheSenderCannotPay() {
    SignedMessage sent =
        sign(gas(message(DEFAULT, 0, FIL.multiply(BigInteger.TEN)), 2_000_000, 200_000_000, 100));
    BigInteger before = account(chain, WORKER).balance();
    chain.push(sent);
    chain.advance(at(4));

    assertThat(search(sent.cid()).receipt().exitCode()).isEqualTo(6);
    assertThat(account(chain, WORKER).nonce()).isEqualTo(1);
    assertThat(account(chain, WORKER).balance())
        .isBetween(
            before.subtract(BigInteger.valueOf(400_000_000_000_000L)),
            before.subtract(BigInteger.ONE));
  }

  @Test
  void leavesTheStateOfAFailedCallAsItWas() {
    SignedMessage sent =
        sign(
            gas(
                message(Address.ofId(TestChain.MINER), 99, BigInteger.ONE),
                5_000_000,
                200_000_000,
                100));
    chain.push(sent);
    chain.advance(at(4));

    Receipt receipt = search(sent.cid()).receipt();
    assertThat(receipt.exitCode()).isEqualTo(22);
    assertThat(receipt.returned()).isNull();
    assertThat(account(chain, WORKER).nonce()).isEqualTo(1);
    assertThat(minerBalance()).isEqualTo(BigInteger.valueOf(3000));
  }

  @Test
  void stopsACallThatRunsOutOfGas() {
    SignedMessage sent = sign(gas(post(), 3_000_000, 200_000_000, 100));
    chain.advance(at(3));
    chain.push(sent);
    chain.advance(at(5));

    Receipt receipt = search(sent.cid()).receipt();
    assertThat(receipt.exitCode()).isEqualTo(7);
    assertThat(receipt.gasUsed()).isEqualTo(3_000_000);
    assertThat(minerBalance()).isEqualTo(BigInteger.valueOf(4000));
  }

  @Test
  void estimatesAtTheHeadsEpoch() {
    assertThat(chain.estimate(post(), SendSpec.NONE, TipSetKey.HEAD).gasLimit())
        .isBetween(20_000_000L, 30_000_000L);
    SignedMessage pushed = chain.push(post(), SendSpec.NONE);
    chain.advance(at(3));
    assertThatThrownBy(() -> chain.estimate(post(), SendSpec.NONE, TipSetKey.HEAD))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.code()).isEqualTo(ChainException.REVERTED))
        .hasMessage(
            "message execution failed (exit=[ErrIllegalArgument(16)], vm error=[message failed with backtrace:\n00: f01000 (method 5) -- an odd epoch (16)\n (RetCode=16)])");
    assertThatThrownBy(() -> chain.push(post(), SendSpec.NONE))
        .isInstanceOfSatisfying(ChainException.class, e -> assertThat(e.code()).isEqualTo(1))
        .hasMessageStartingWith(
            "GasEstimateMessageGas error: message execution failed (exit=[ErrIllegalArgument(16)]");
    chain.advance(at(4));

    assertThat(search(pushed.cid()).receipt().exitCode()).isEqualTo(16);
  }

  @Test
  void sendsAPushWithTheSameIdOnce() {
    SendSpec spec = new SendSpec(null, UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));

    SignedMessage first = chain.push(send(DEFAULT, 1), spec);
    chain.advance(at(4));

    assertThat(chain.push(send(DEFAULT, 1), spec)).isEqualTo(first);
    assertThat(chain.pending()).isEmpty();
  }

  @Test
  void answersBadPushesAsANodeDoes() {
    Address unknown = Address.parse("f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba");
    Message fromUnknown = Messages.from(send(DEFAULT, 1), unknown, 0);

    refuses(
        Messages.withNonce(send(DEFAULT, 1), 77),
        "MpoolPushMessage expects message nonce to be 0, was 77");
    refuses(
        fromUnknown,
        "GasEstimateMessageGas error: gas estimation failed: CallWithGas failed: sender f1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba not found on chain: sender validation failed");
    refuses(
        message(DEFAULT, 77, BigInteger.ZERO),
        "GasEstimateMessageGas error: message execution failed (exit=[ErrUnhandledMessage(22)], vm error=[message failed with backtrace:\n00: f0100 (method 77) -- invalid method: 77 (22)\n (RetCode=22)])");
    refuses(
        message(DEFAULT, 0, FIL.multiply(BigInteger.valueOf(99))),
        "GasEstimateMessageGas error: message execution failed (exit=[SysErrInsufficientFunds(6)], vm error=[message failed with backtrace:\n--> caused by: send::send -- sender does not have funds to transfer (balance 10, transfer 99) (5: insufficient funds)\n (RetCode=6)])");
    refuses(
        gas(send(DEFAULT, 1), 20_000_000_000L, 0, 0),
        "mpool push: failed to push message: message not valid for block inclusion: 'GasLimit' field cannot be greater than a block's gas limit (20000000000 > 10000000000)");
    assertThatThrownBy(
            () -> chain.push(send(DEFAULT, 1), new SendSpec(BigInteger.valueOf(1000), null)))
        .hasMessage("mpool push: failed to push message: gas fee cap too low");
    assertThatThrownBy(() -> chain.push(gas(send(DEFAULT, 1), 1000, 0, 0), SendSpec.NONE))
        .hasMessageStartingWith(
            "mpool push: failed to push message: verify msg failed: message will not be included in a block: 'GasLimit' field cannot be less than the cost of storing a message on chain 1000 < ");
    assertThatThrownBy(() -> chain.nonce(unknown))
        .hasMessage(
            "resolution lookup failed (%1$s): resolve address %1$s: actor not found"
                .formatted(unknown));
  }

  @Test
  void refusesASignatureOfSomebodyElse() {
    SignedMessage good = signed(send(DEFAULT, 1), 0, 100);
    byte[] forged = chain.wallet().sign(DEFAULT, good.message().cid().bytes()).orElseThrow();
    SignedMessage bad = new SignedMessage(good.message(), new Signature(1, forged));

    assertThatThrownBy(() -> chain.push(bad))
        .hasMessageStartingWith("signature verification failed: failed to validate signature");
  }

  @Test
  void looksNoFurtherBackThanAsked() {
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.advance(at(7));

    assertThat(chain.search(TipSetKey.HEAD, sent.cid(), 1, true)).isEmpty();
    assertThat(chain.search(TipSetKey.HEAD, sent.cid(), 4, true)).isPresent();
    assertThat(chain.settled(sent.cid(), 3, -1, true)).isPresent();
    assertThat(chain.settled(sent.cid(), 4, -1, true)).isEmpty();
    assertThatThrownBy(() -> search(Cid.ofCbor(new byte[1])))
        .hasMessageContaining("ipld: could not find");
  }

  @Test
  void forgetsAMessageThatItIsToldToDrop() {
    chain.faults().dropMessages(1);
    SignedMessage sent = chain.push(send(DEFAULT, 7), SendSpec.NONE);

    assertThat(chain.pending()).isEmpty();
    assertThat(chain.nonce(WORKER)).isZero();
    assertThat(lookup(sent.cid())).isEmpty();
    assertThat(chain.push(send(DEFAULT, 7), SendSpec.NONE).message().nonce()).isZero();
    assertThat(chain.pending()).hasSize(1);
  }

  @Test
  void leavesTipsetsEmptyWhileMessagesAreHeld() {
    chain.push(send(DEFAULT, 7), SendSpec.NONE);
    chain.faults().holdMessages(true);
    chain.advance(at(4));
    assertThat(chain.pending()).hasSize(1);

    chain.faults().holdMessages(false);
    chain.advance(at(5));

    assertThat(chain.messages(head())).hasSize(1);
  }

  private void refuses(Message message, String text) {
    assertThatThrownBy(() -> chain.push(message, SendSpec.NONE)).hasMessage(text);
  }

  private MessageLookup search(Cid cid) {
    return lookup(cid).orElseThrow();
  }

  private Optional<MessageLookup> lookup(Cid cid) {
    return chain.search(TipSetKey.HEAD, cid, -1, true);
  }

  private Cid head() {
    return chain.head().cids().get(0);
  }

  private BigInteger minerBalance() {
    return chain.stateAt(TipSetKey.HEAD).miner(TestChain.MINER).orElseThrow().balance();
  }

  private SignedMessage signed(Message message, long nonce, long premium) {
    return sign(gas(Messages.withNonce(message, nonce), 2_000_000, 200_000_000, premium));
  }

  private static Message gas(Message message, long limit, long feeCap, long premium) {
    return Messages.withGas(
        message, limit, BigInteger.valueOf(feeCap), BigInteger.valueOf(premium));
  }

  private SignedMessage sign(Message message) {
    byte[] data = chain.wallet().sign(message.from(), message.cid().bytes()).orElseThrow();
    return new SignedMessage(message, new Signature(Signature.SECP256K1, data));
  }
}
