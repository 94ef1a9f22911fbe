package io.damocles.job;

/** How an attempt ended. */
public sealed interface AttemptResult {

  /**
   * It proved, or found every sector at fault.
   *
   * @param output JSON of the output as it goes over the wire
   * @param faults sectors left out
   */
  record Success(byte[] output, int faults) implements AttemptResult {}

  /**
   * It failed.
   *
   * @param reason never empty
   */
  record Failure(String reason) implements AttemptResult {
    public Failure {
      if (reason.isEmpty()) {
        throw new IllegalArgumentException("a failure needs a reason");
      }
    }
  }
}
