package io.damocles.simulation;

import io.damocles.job.AttemptId;

/** Decides what becomes of attempts. */
interface Fates {
  Fate of(AttemptId attempt);
}
