package io.damocles.devnet.actor;

import io.damocles.chain.BitField;

/**
 * Who proved what in a deadline that closed.
 *
 * @param miner its id
 * @param epoch the window's last
 * @param proved indices of partitions that were proven
 * @param missed indices of partitions that had something to prove and were not
 * @param skipped sectors that proofs left out and that became faulty by it
 * @param lost sectors that became faulty because their partition was missed
 * @param faulty sectors that had been faulty before, skipped ones not counted
 * @param terminated sectors that expired, or were faulty for too long
 */
public record CloseReport(
    long miner,
    long deadline,
    long epoch,
    BitField proved,
    BitField missed,
    BitField skipped,
    BitField lost,
    BitField faulty,
    BitField terminated) {

  /** Whether every partition that had something to prove was proven. */
  public boolean complete() {
    return missed.isEmpty();
  }
}
