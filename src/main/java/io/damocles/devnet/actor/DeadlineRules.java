package io.damocles.devnet.actor;

/**
 * How a proving period is cut into deadlines; all but the first in epochs.
 *
 * @param count deadlines of a period, at least 3: two of them never take changes
 * @param window how long a deadline is open
 * @param lookback from a deadline's challenge to its opening
 * @param faultCutoff from the last declaration that counts to the opening
 * @param disputeWindow how long after its close a proof can be disputed
 * @param faultMaxAge after which a faulty sector is terminated
 */
public record DeadlineRules(
    int count, long window, long lookback, long faultCutoff, long disputeWindow, long faultMaxAge) {
  private static final int LEAST_COUNT = 3;
  private static final long MAINNET_PERIODS_FAULTY = 42;

  public DeadlineRules {
    long period = count * window;
    expect(count >= LEAST_COUNT, "the number of deadlines", count, "at least 3");
    expect(window > 0, "the challenge window", window, "at least 1 epoch");
    expect(lookback > 0, "the challenge look-back", lookback, "at least 1 epoch");
    expect(
        lookback < faultCutoff,
        "the fault cutoff",
        faultCutoff,
        "more than the challenge look-back of " + lookback);
    expect(
        faultCutoff < period - window,
        "the fault cutoff",
        faultCutoff,
        "less than " + (period - window) + ", the epochs between two windows of a deadline");
    expect(
        disputeWindow >= 0 && disputeWindow < period - 2 * window,
        "the dispute window",
        disputeWindow,
        "0 to " + (period - 2 * window - 1));
    expect(
        faultMaxAge >= period,
        "the fault max age",
        faultMaxAge,
        "at least a proving period of " + period);
  }

  /** Those of the main network. */
  public static DeadlineRules mainnet() {
    long period = 2880;
    return new DeadlineRules(48, 60, 20, 70, 1800, MAINNET_PERIODS_FAULTY * period);
  }

  /** Deadlines of another number and length; disputes and fault age are scaled to them. */
  public static DeadlineRules of(int count, long window, long lookback, long faultCutoff) {
    long dispute = Math.max(0, (count - 2) * window - 1);
    return new DeadlineRules(
        count,
        window,
        lookback,
        faultCutoff,
        Math.min(dispute, 30 * window),
        MAINNET_PERIODS_FAULTY * count * window);
  }

  /** The proving period. */
  public long period() {
    return count * window;
  }

  private static void expect(boolean met, String name, long value, String allowed) {
    if (!met) {
      throw new IllegalArgumentException(name + " is " + value + ", expected " + allowed);
    }
  }
}
