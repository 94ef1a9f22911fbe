package io.damocles.manager;

import io.damocles.job.AttemptId;

/**
 * A job as it is handed to a worker.
 *
 * @param input canonical JSON of the job's input, passed on unread
 */
public record ClaimedJob(AttemptId attempt, byte[] input) {}
