package io.damocles.devnet.chain;

import io.damocles.chain.BlockHeader.Ticket;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.EpochRandomness;
import io.damocles.devnet.random.MockBeacon;
import io.damocles.devnet.random.Randomness;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Randomness as it is drawn at one tipset. */
final class BranchRandomness implements EpochRandomness {
  private final long height;
  private final LongFunction<@Nullable Ticket> tickets;

  /**
   * At a tipset of this height.
   *
   * @param tickets the ticket of the tipset at an epoch, or of the next one after a null round
   */
  BranchRandomness(long height, LongFunction<@Nullable Ticket> tickets) {
    this.height = height;
    this.tickets = tickets;
  }

  static BranchRandomness at(Link link, Links links) {
    return new BranchRandomness(
        link.height(), epoch -> links.atOrAfter(epoch, link).tipset().blocks().get(0).ticket());
  }

  @Override
  public byte[] fromTickets(long tag, long epoch, byte[] entropy) {
    expectPast(epoch, "getting chain randomness: ");
    Ticket ticket = tickets.apply(Math.max(0, epoch));
    byte[] proof = Objects.requireNonNull(Objects.requireNonNull(ticket).proof());
    return Randomness.draw(tag, proof, epoch, entropy);
  }

  @Override
  public byte[] fromBeacon(long tag, long epoch, byte[] entropy) {
    expectPast(epoch, "getting beacon randomness: ");
    return Randomness.draw(tag, MockBeacon.dataOfEpoch(epoch), epoch, entropy);
  }

  private void expectPast(long epoch, String context) {
    if (epoch > height) {
      throw new ChainException(context + "cannot draw randomness from the future");
    }
  }
}
