package io.damocles.devnet.chain;

import java.time.Duration;

/**
 * How a development chain runs; all of it may change from one start to the next.
 *
 * @param epoch how long an epoch lasts
 * @param finality how many epochs of tipsets, messages and states are kept
 * @param nullRounds the probability of an epoch without a tipset, 0 to 1
 * @param catchUp how many epochs the chain may lag behind the clock before it moves its schedule
 *     instead of making them
 */
public record ChainOptions(Duration epoch, int finality, double nullRounds, int catchUp) {
  public static final ChainOptions STANDARD = new ChainOptions(Duration.ofSeconds(30), 900, 0, 5);

  public ChainOptions {
    expect(epoch.toMillis() > 0, "epoch length", epoch, "1 ms or more");
    expect(finality >= 10, "finality", finality, "10 epochs or more");
    expect(nullRounds >= 0 && nullRounds < 1, "null rounds", nullRounds, "0 to below 1");
    expect(catchUp >= 1, "catch up", catchUp, "1 epoch or more");
  }

  private static void expect(boolean met, String name, Object value, String allowed) {
    if (!met) {
      throw new IllegalArgumentException(
          "%s of the development chain: %s, expected %s".formatted(name, value, allowed));
    }
  }

  public ChainOptions withEpoch(Duration length) {
    return new ChainOptions(length, finality, nullRounds, catchUp);
  }

  public ChainOptions withFinality(int epochs) {
    return new ChainOptions(epoch, epochs, nullRounds, catchUp);
  }

  public ChainOptions withNullRounds(double probability) {
    return new ChainOptions(epoch, finality, probability, catchUp);
  }
}
