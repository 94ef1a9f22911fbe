package io.damocles.devnet.execution;

/** Randomness as it is drawn on one branch of the chain. */
public interface EpochRandomness {

  /**
   * 32 bytes from the ticket of the epoch's tipset, or of the next one after a null round.
   *
   * @throws ChainException if the epoch lies ahead, or its tipset is not kept any more
   */
  byte[] fromTickets(long tag, long epoch, byte[] entropy);

  /**
   * 32 bytes from the epoch's own beacon entry.
   *
   * @throws ChainException if the epoch lies ahead
   */
  byte[] fromBeacon(long tag, long epoch, byte[] entropy);
}
