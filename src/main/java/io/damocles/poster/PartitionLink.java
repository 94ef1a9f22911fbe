package io.damocles.poster;

import io.damocles.chain.BitField;

/**
 * Which job proves a partition; stored, so that a manager that starts again takes the proof that
 * was begun before rather than a new one.
 *
 * @param miner actor id, unsigned
 * @param partition within the deadline
 * @param job its id
 * @param seed challenge randomness that is proven, 32 bytes with the two high bits cleared
 * @param skipped sectors that the chain expects and the job has not
 */
public record PartitionLink(
    long miner, ProvingWindow window, long partition, String job, byte[] seed, BitField skipped) {

  /** Epoch in which the deadline opens: sets the periods apart. */
  public long open() {
    return window.open();
  }
}
