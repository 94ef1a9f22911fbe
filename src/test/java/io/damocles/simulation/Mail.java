package io.damocles.simulation;

import io.damocles.chain.node.PreparedMessage;
import io.damocles.devnet.actor.ActorOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The network's message pool behind the node: what is posted arrives, is dropped or lost. */
final class Mail {
  private static final int SLOWEST_EPOCHS = 2;

  private final SimulatedTime time;
  private final SimulatedChain chain;
  private final SimulatedNode node;
  private final Story story;
  private final SplittableRandom random;
  private final Map<String, Letter> letters = new HashMap<>();
  private long nonces;

  Mail(long seed, SimulatedTime time, SimulatedChain chain, SimulatedNode node, Story story) {
    this.time = time;
    this.chain = chain;
    this.node = node;
    this.story = story;
    this.random = new SplittableRandom(seed * 31 + 3);
  }

  long nextNonce() {
    return ++nonces;
  }

  @Nullable Letter find(String uid) {
    return letters.get(uid);
  }

  /** What the node says of a message that is not there yet. */
  ActorOutcome estimate(PreparedMessage prepared) {
    return chain.estimate(new Letter(prepared), node.head(), chain.pending(node.head()));
  }

  void refused(PreparedMessage prepared, ActorOutcome outcome) {
    story.tell("%s refused: %d %s", prepared.uid(), outcome.exitCode(), outcome.text());
  }

  /**
   * Takes a message, or a second time.
   *
   * @return whether its sender hears of it
   */
  boolean post(PreparedMessage prepared) {
    if (node.isAway()) {
      return false;
    }
    arrive(prepared);
    return true;
  }

  private void arrive(PreparedMessage prepared) {
    Letter letter = letters.get(prepared.uid());
    if (letter == null) {
      letter = new Letter(prepared);
      letter.arrived = time.now();
      letters.put(prepared.uid(), letter);
      chain.letters().add(letter);
      story.tell("%s arrives at %d", prepared.uid(), chain.head().height());
    }
    if (!letter.waiting) {
      letter.waiting = true;
      letter.notBefore = chain.head().height() + 1 + random.nextInt(SLOWEST_EPOCHS + 1);
    }
  }
}
