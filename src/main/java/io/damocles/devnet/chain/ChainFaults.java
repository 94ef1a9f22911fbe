package io.damocles.devnet.chain;

/** What the chain is told to do wrong; nothing at first, and nothing again after a restart. */
public final class ChainFaults {
  private double nullRounds;
  private int roundsToSkip;
  private int messagesToDrop;
  private boolean messagesHeld;

  ChainFaults(double nullRounds) {
    this.nullRounds = nullRounds;
  }

  /** The probability of an epoch without a tipset, 0 to below 1. */
  public double nullRounds() {
    return nullRounds;
  }

  public void setNullRounds(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability of null rounds is " + probability + ", expected 0 to below 1");
    }
    nullRounds = probability;
  }

  /** The next so many epochs have no tipset. */
  public void skipRounds(int rounds) {
    roundsToSkip = expectNotNegative("rounds to skip", rounds);
  }

  public int roundsToSkip() {
    return roundsToSkip;
  }

  /** The next so many messages are accepted and forgotten: their senders' nonces do not move. */
  public void dropMessages(int messages) {
    messagesToDrop = expectNotNegative("messages to drop", messages);
  }

  public int messagesToDrop() {
    return messagesToDrop;
  }

  /** While held, tipsets stay empty and messages wait. */
  public void holdMessages(boolean held) {
    messagesHeld = held;
  }

  public boolean messagesHeld() {
    return messagesHeld;
  }

  boolean takeSkippedRound() {
    boolean skip = roundsToSkip > 0;
    roundsToSkip -= skip ? 1 : 0;
    return skip;
  }

  boolean takeDroppedMessage() {
    boolean drop = messagesToDrop > 0;
    messagesToDrop -= drop ? 1 : 0;
    return drop;
  }

  private static int expectNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + ", expected 0 or more");
    }
    return value;
  }
}
