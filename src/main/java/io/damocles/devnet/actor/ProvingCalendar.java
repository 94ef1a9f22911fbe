package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import io.damocles.chain.Blake2b;
import java.nio.ByteBuffer;

/** When a miner's proving periods start, and which deadline an epoch belongs to. */
public final class ProvingCalendar {
  private static final int CBOR_BYTES = 0x40;

  private ProvingCalendar() {}

  /** Where in the period a miner that is created in an epoch starts, in epochs. */
  public static long offset(long miner, long epoch, DeadlineRules rules) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(epoch).array();
    byte[] hash = Blake2b.hash256(entropy(miner), time);
    return Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), rules.period());
  }

  /** The last start at or before an epoch; the seed is any other start or the offset. */
  public static long periodStart(long seed, long epoch, DeadlineRules rules) {
    return epoch - Math.floorMod(epoch - seed, rules.period());
  }

  /** The deadline that is open in an epoch. */
  public static DeadlineWindow current(long seed, long epoch, DeadlineRules rules) {
    long start = periodStart(seed, epoch, rules);
    return new DeadlineWindow(rules, start, (epoch - start) / rules.window(), epoch);
  }

  /** The CBOR of a miner's id address, which its randomness is drawn with. */
  public static byte[] entropy(long miner) {
    byte[] address = Address.ofId(miner).bytes();
    return ByteBuffer.allocate(1 + address.length)
        .put((byte) (CBOR_BYTES | address.length))
        .put(address)
        .array();
  }
}
