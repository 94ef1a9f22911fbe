package io.damocles.poster;

import io.damocles.config.Fil;
import io.damocles.config.ManagerConfig;
import java.math.BigInteger;
import java.util.List;

/** A miner's settings as an empty file gives them, but for what a test is about. */
final class Settings {
  private Settings() {}

  static ManagerConfig.Post standard() {
    return of(true, 0, 0);
  }

  static ManagerConfig.Post of(boolean enabled, long submitConfidence, long challengeConfidence) {
    return new ManagerConfig.Post(
        List.of(),
        enabled,
        true,
        false,
        1.2,
        0,
        new Fil(BigInteger.valueOf(5_000_000_000L)),
        10,
        submitConfidence,
        challengeConfidence,
        0,
        0,
        0);
  }
}
