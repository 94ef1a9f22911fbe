package io.damocles.job;

import java.util.List;

/**
 * A job to be created.
 *
 * @param id {@link JobId#of} of the input
 * @param input canonical JSON
 * @param miner actor id, unsigned 64 bits
 * @param proofType wire name
 * @param sectors entries of the input, duplicates counted
 * @param closeAt unix milliseconds, {@link #NEVER} if its proof does not age
 * @param expectedMillis how long a proof is expected to take
 */
public record NewJob(
    String id,
    byte[] input,
    long miner,
    String proofType,
    int sectors,
    long deadlineIdx,
    List<Long> partitions,
    long closeAt,
    long expectedMillis) {
  public static final long NEVER = Long.MAX_VALUE;
}
