package io.damocles.devnet.chain;

import io.damocles.chain.BlockHeader.Ticket;
import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.devnet.execution.Executor;
import io.damocles.devnet.execution.Executor.Executed;
import io.damocles.devnet.execution.SealedState;
import io.damocles.devnet.execution.StateCodec;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the link behind another one. */
final class Growth {
  private final BlockMaker blocks;
  private final Executor executor;
  private final StateCodec codec;
  private final Links links;

  Growth(BlockMaker blocks, Executor executor, StateCodec codec, Links links) {
    this.blocks = blocks;
    this.executor = executor;
    this.codec = codec;
    this.links = links;
  }

  /**
   * Makes a tipset and executes it.
   *
   * @param parent the chain's head
   * @param timestamp unix seconds
   * @param parts gets the new parts of its state
   */
  Link next(
      Link parent,
      long height,
      long timestamp,
      List<SignedMessage> messages,
      long fork,
      Map<Cid, byte[]> parts) {
    BigInteger baseFee = parent.nextBaseFee();
    TipSet tipset = blocks.next(parent, height, timestamp, messages, baseFee, fork);
    Executed executed = execute(parent, tipset, messages);
    SealedState after = codec.seal(executed.after(), Optional.of(parent.after()), parts);
    return new Link(
        tipset,
        parent.after(),
        executed.afterMessages(),
        after,
        messages,
        executed.receipts(),
        executed.closes());
  }

  /** Executes a tipset on its parent. */
  Executed execute(Link parent, TipSet tipset, List<SignedMessage> messages) {
    @Nullable Ticket ticket = tipset.blocks().get(0).ticket();
    BranchRandomness randomness =
        new BranchRandomness(
            tipset.height(), epoch -> epoch > parent.height() ? ticket : ticketAt(epoch, parent));
    return executor.execute(
        parent.after().state(),
        parent.height(),
        tipset.height(),
        messages,
        tipset.blocks().get(0).parentBaseFee(),
        randomness);
  }

  private @Nullable Ticket ticketAt(long epoch, Link from) {
    return links.atOrAfter(epoch, from).tipset().blocks().get(0).ticket();
  }
}
