package io.damocles.devnet.actor;

import java.util.List;

/** Whose messages a miner obeys, as ids of accounts. */
public record MinerKeys(long owner, long worker, List<Long> control, long beneficiary) {
  private static final int MOST_CONTROL = 10;

  public MinerKeys {
    control = List.copyOf(control);
    if (control.size() > MOST_CONTROL) {
      throw new IllegalArgumentException(
          control.size() + " control addresses, expected at most " + MOST_CONTROL);
    }
  }

  /** The owner is the beneficiary. */
  public static MinerKeys of(long owner, long worker, List<Long> control) {
    return new MinerKeys(owner, worker, control, owner);
  }

  boolean allow(long caller) {
    return caller == owner || caller == worker || control.contains(caller);
  }
}
