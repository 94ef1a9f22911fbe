package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.ClaimTimes;

/**
 * A job as it is handed to a worker.
 *
 * @param times what its deadline leaves
 * @param input canonical JSON of the job's input, passed on unread
 */
public record ClaimedJob(AttemptId attempt, ClaimTimes times, byte[] input) {}
