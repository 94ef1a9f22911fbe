package io.damocles.chain.node;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param quick those that read little
 * @param heavy those that read much state, or run a message
 */
public record NodeLimits(Duration quick, Duration heavy) {
  public static NodeLimits standard() {
    return new NodeLimits(Duration.ofSeconds(15), Duration.ofSeconds(90));
  }
}
