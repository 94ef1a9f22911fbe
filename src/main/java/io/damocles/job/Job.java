package io.damocles.job;

import java.util.List;

/**
 * A row of the job table, without input and output; times in unix milliseconds, 0 = none.
 *
 * @param attempt number of the last attempt, 0 if there was none
 * @param tries attempts since creation or the last reset
 * @param error why the last attempt failed, empty if it did not
 * @param faults sectors left out of the proof
 */
public record Job(
    String id,
    JobState state,
    long miner,
    String proofType,
    long deadlineIdx,
    List<Long> partitions,
    int sectors,
    int faults,
    int attempt,
    int tries,
    String worker,
    String error,
    long closeAt,
    long createdAt,
    long startedAt,
    long heartbeatAt,
    long finishedAt,
    long updatedAt) {}
