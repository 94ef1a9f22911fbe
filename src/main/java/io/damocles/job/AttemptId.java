package io.damocles.job;

import java.util.Optional;

/**
 * One try of a job by one worker, as it goes over the wire: {@code <job>.<attempt>}; workers take
 * it for an opaque string, which is what lets every write be fenced (design D2).
 *
 * @param job the job's id
 * @param attempt from 1 upwards, never used twice for one job
 */
public record AttemptId(String job, int attempt) {

  /** The attempt of that wire form, or nothing if it is none of ours. */
  public static Optional<AttemptId> parse(String wire) {
    int dot = wire.lastIndexOf('.');
    if (dot <= 0 || wire.length() - dot > 10) {
      return Optional.empty();
    }
    int attempt = 0;
    for (int i = dot + 1; i < wire.length(); i++) {
      char digit = wire.charAt(i);
      if (digit < '0' || digit > '9') {
        return Optional.empty();
      }
      attempt = attempt * 10 + (digit - '0');
    }
    return attempt == 0
        ? Optional.empty()
        : Optional.of(new AttemptId(wire.substring(0, dot), attempt));
  }

  /** The wire form. */
  @Override
  public String toString() {
    return job + "." + attempt;
  }
}
