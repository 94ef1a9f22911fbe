package io.damocles.simulation;

/**
 * Something that went wrong, and the most that it may delay a proof.
 *
 * @param until when it was over, unix milliseconds
 * @param cost milliseconds, its own length included
 * @param miner {@link #ANY} if it hits everybody
 * @param deadline {@link #ANY} if it hits every one
 * @param partition {@link #ANY} if it hits every one
 */
record Trouble(
    String text, long from, long until, long cost, long miner, long deadline, long partition) {
  static final long ANY = -1;

  boolean hits(long ofMiner, long ofDeadline, long ofPartition, long begin, long end) {
    return from < end
        && until >= begin
        && (miner == ANY || miner == ofMiner)
        && (deadline == ANY || deadline == ofDeadline)
        && (partition == ANY || partition == ofPartition);
  }
}
