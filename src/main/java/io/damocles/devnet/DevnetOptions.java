package io.damocles.devnet;

import io.damocles.config.ListenAddress;
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

  public DevnetOptions {
    require(deadlines >= 3, "--deadlines", deadlines, "3 or more");
    require(window >= 2, "--window", window, "2 or more");
    require(lookback >= 1, "--lookback", lookback, "1 or more");
    require(
        lookback < (deadlines - 1) * window,
        "--lookback",
        lookback,
        "less than a proving period without one window, " + (deadlines - 1) * window);
    require(miners >= 1, "--miners", miners, "1 or more");
    require(sectors >= 0, "--sectors", sectors, "0 or more");
    require(!epoch.isNegative(), "--epoch", epoch, "0 or more");
  }

  private static void require(boolean good, String option, Object value, String allowed) {
    if (!good) {
      throw new DevnetException("%s is %s, expected %s".formatted(option, value, allowed));
    }
  }
}
