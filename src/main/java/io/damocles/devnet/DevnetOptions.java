package io.damocles.devnet;

import io.damocles.config.ListenAddress;
import io.damocles.devnet.chain.ChainOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a development chain is set up and run.
 *
 * @param home folder for all its files
 * @param epoch length of an epoch; zero: only {@code Devnet.Advance} makes epochs
 * @param deadlines of a proving period
 * @param window epochs of a deadline
 * @param lookback epochs from a challenge to the opening of its deadline
 * @param miners made at the first start
 * @param sectors of each miner
 * @param faux whether they are faux replicas instead of sealed ones
 * @param unverified whether proofs that recover nothing are taken unverified, as the real actor
 *     does
 * @param winningInterval how often the gateway asks for a winning proof; zero: never
 * @param parameters folder of the proof parameters
 */
public record DevnetOptions(
    Path home,
    ListenAddress listen,
    Duration epoch,
    int deadlines,
    int window,
    int lookback,
    int miners,
    int sectors,
    boolean faux,
    boolean unverified,
    Duration winningInterval,
    Path parameters) {

  private static final int MOST_DEADLINES = 1_000;

  public DevnetOptions {
    require(deadlines >= 3, "--deadlines", deadlines, "3 or more");
    require(window >= 2, "--window", window, "2 or more");
    require(lookback >= 1, "--lookback", lookback, "1 or more");
    long kept = ChainOptions.STANDARD.finality();
    require(
        (long) window + lookback < kept,
        "--window and --lookback together",
        (long) window + lookback,
        "less than the %d epochs that are kept: a proof needs the challenge's".formatted(kept));
    long free = ((long) deadlines - 1) * window - 1;
    require(
        lookback < free,
        "--lookback",
        lookback,
        "less than %d, with --deadlines %d and --window %d".formatted(free, deadlines, window));
    require(deadlines <= MOST_DEADLINES, "--deadlines", deadlines, "at most " + MOST_DEADLINES);
    require(miners >= 1, "--miners", miners, "1 or more");
    require(sectors >= 0, "--sectors", sectors, "0 or more");
    require(
        epoch.isZero() || epoch.toMillis() >= 1,
        "--epoch",
        epoch,
        "0, or a duration of 1 ms or more");
    require(
        winningInterval.isZero() || winningInterval.toMillis() >= 1,
        "--winning",
        winningInterval,
        "0, or a duration of 1 ms or more");
  }

  private static void require(boolean good, String option, Object value, String allowed) {
    if (!good) {
      throw new DevnetException("%s is %s, expected %s".formatted(option, value, allowed));
    }
  }
}
