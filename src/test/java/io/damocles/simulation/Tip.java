package io.damocles.simulation;

import io.damocles.chain.Address;
import io.damocles.chain.Blake2b;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.Cid;
import io.damocles.chain.TipSet;
import io.damocles.devnet.actor.MinerState;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tipset with the states around it.
 *
 * @param ticket what its chain randomness is drawn from
 * @param beacon 0, or another beacon's name where it changed its mind
 * @param before the miners before its messages, which is what a node answers for it
 * @param executed the miners after them, before the epoch's end
 * @param after the miners after its epoch's end
 */
record Tip(
    @Nullable Tip parent,
    TipSet tipSet,
    byte[] ticket,
    long beacon,
    List<MinerState> before,
    List<MinerState> executed,
    List<MinerState> after) {
  private static final Cid NOTHING = Cid.ofCbor(new byte[0]);

  /** A tipset's name and blocks. */
  static TipSet tipSet(long height, long name, long timestamp) {
    byte[] content = ByteBuffer.allocate(16).putLong(height).putLong(name).array();
    BlockHeader block =
        new BlockHeader(
            Address.ofId(1),
            null,
            null,
            null,
            null,
            List.of(),
            BigInteger.ZERO,
            height,
            NOTHING,
            NOTHING,
            NOTHING,
            null,
            timestamp,
            null,
            0,
            BigInteger.ZERO);
    return new TipSet(List.of(Cid.ofCbor(content)), List.of(block), height);
  }

  static byte[] ticket(long seed, long height, long name) {
    return Blake2b.hash256(
        ByteBuffer.allocate(24).putLong(seed).putLong(height).putLong(name).array());
  }

  long height() {
    return tipSet.height();
  }

  /** The oldest ancestor, or this, at that height or above. */
  Tip atOrAfter(long epoch) {
    Tip found = this;
    Tip next = parent;
    while (next != null && next.height() >= epoch) {
      found = next;
      next = found.parent;
    }
    return found;
  }

  /** The youngest ancestor, or this, at that height or below. */
  Tip atOrBefore(long epoch) {
    Tip found = this;
    Tip next = parent;
    while (found.height() > epoch && next != null) {
      found = next;
      next = found.parent;
    }
    return found;
  }

  boolean isOn(Tip branch) {
    return branch.atOrBefore(height()).equals(this);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "tip " + height();
  }
}
