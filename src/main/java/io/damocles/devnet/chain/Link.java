package io.damocles.devnet.chain;

import io.damocles.chain.Receipt;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.chain.ChainStore.StoredTipset;
import io.damocles.devnet.execution.BaseFee;
import io.damocles.devnet.execution.BaseFee.Offer;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.SealedState;
import java.math.BigInteger;
import java.util.List;

/**
 * A tipset with everything that is known about it.
 *
 * @param before the state that its blocks name and queries see
 * @param afterMessages the state after its messages, before the end of its epoch
 * @param after the state after the end of its epoch
 * @param receipts of its messages; real chains show them one tipset later
 * @param closes the deadlines that closed with it, and in null rounds before it
 */
record Link(
    TipSet tipset,
    SealedState before,
    ChainState afterMessages,
    SealedState after,
    List<SignedMessage> messages,
    List<Receipt> receipts,
    List<CloseReport> closes) {

  long height() {
    return tipset.height();
  }

  TipSetKey key() {
    return tipset.key();
  }

  /** In atto a unit of gas. */
  BigInteger baseFee() {
    return tipset.blocks().get(0).parentBaseFee();
  }

  /** The fee of the tipset behind this one. */
  BigInteger nextBaseFee() {
    return BaseFee.next(baseFee(), messages.stream().map(this::offer).toList());
  }

  private Offer offer(SignedMessage signed) {
    BigInteger room = signed.message().gasFeeCap().subtract(baseFee());
    BigInteger premium = signed.message().gasPremium().min(room);
    return new Offer(premium, signed.message().gasLimit());
  }

  /** The same with what is not stored. */
  Link executed(ChainState between, List<CloseReport> closed) {
    return new Link(tipset, before, between, after, messages, receipts, closed);
  }

  StoredTipset stored() {
    return new StoredTipset(tipset, before.root(), after.root(), messages, receipts);
  }
}
