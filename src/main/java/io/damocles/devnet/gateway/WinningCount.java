package io.damocles.devnet.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the questions for winning proofs went. */
public final class WinningCount {
  private long asked;
  private long valid;
  private long wrong;
  private long failed;

  /** The counts at one moment. */
  public record Counts(
      @JsonProperty("Asked") long asked,
      @JsonProperty("Valid") long valid,
      @JsonProperty("Wrong") long wrong,
      @JsonProperty("Failed") long failed) {}

  synchronized void asked() {
    asked++;
  }

  synchronized void verified(boolean isValid) {
    if (isValid) {
      valid++;
    } else {
      wrong++;
    }
  }

  synchronized void failed() {
    failed++;
  }

  /** The counts now. */
  public synchronized Counts now() {
    return new Counts(asked, valid, wrong, failed);
  }
}
