package io.damocles.devnet.actor;

/**
 * How much one message may name.
 *
 * @param provenPartitions in a window PoSt
 * @param declaredPartitions in declarations of faults, recoveries and terminations
 * @param declaredSectors in the same
 */
public record MessageLimits(int provenPartitions, int declaredPartitions, long declaredSectors) {
  public MessageLimits {
    if (provenPartitions < 1 || declaredPartitions < 1 || declaredSectors < 1) {
      throw new IllegalArgumentException("a limit of messages is below 1");
    }
  }

  /** Those of the main network. */
  public static MessageLimits mainnet() {
    return new MessageLimits(3, 3000, 25_000);
  }
}
