package io.damocles.simulation;

import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.devnet.actor.ActorOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The network's message pool behind the node: what is posted arrives, is dropped or lost. */
final class Mail {
  private static final List<Mishap> MISHAPS = List.of(Mishap.values());
  private static final int SLOWEST_EPOCHS = 2;
  private static final int PER_CENT = 100;
  private static final long AGAIN = 6 * SimulatedChain.EPOCH_MILLIS;

  private final Shape shape;
  private final SimulatedTime time;
  private final SimulatedChain chain;
  private final SimulatedNode node;
  private final Troubles troubles;
  private final Story story;
  private final SplittableRandom random;
  private final Map<String, Letter> letters = new HashMap<>();
  private final Deque<Mishap> next = new ArrayDeque<>();
  private long nonces;
  private long wasted = -1;

  Mail(
      long seed,
      Shape shape,
      SimulatedTime time,
      SimulatedChain chain,
      SimulatedNode node,
      Troubles troubles,
      Story story) {
    this.shape = shape;
    this.time = time;
    this.chain = chain;
    this.node = node;
    this.troubles = troubles;
    this.story = story;
    this.random = new SplittableRandom(seed * 31 + 3);
  }

  long nextNonce() {
    return ++nonces;
  }

  /** Decides what becomes of the next message that nothing is decided of. */
  void next(Mishap mishap) {
    next.add(mishap);
  }

  /** Lets no message of that method be executed from now on. */
  void wasteAll(long method) {
    wasted = method;
  }

  /** How many of those decisions no message has met. */
  int planned() {
    return next.size();
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
      return true;
    }
    boolean trouble = random.nextInt(PER_CENT) < 4 * shape.faults();
    Mishap drawn = trouble ? MISHAPS.get(random.nextInt(MISHAPS.size())) : null;
    Mishap planned = next.isEmpty() ? drawn : next.poll();
    Mishap what = prepared.message().method() == wasted ? Mishap.WASTED : planned;
    if (what == Mishap.LOST) {
      tell("message and answer lost", prepared);
      return false;
    }
    Letter letter = arrive(prepared);
    if (what != null) {
      befall(letter, what);
    }
    return what != Mishap.UNHEARD;
  }

  private void befall(Letter letter, Mishap what) {
    switch (what) {
      case UNHEARD -> tell("answer of push lost", letter.prepared);
      case DROPPED -> vanish(letter);
      case WASTED -> wasteNonce(letter);
      case SLOW -> linger(letter);
      case LOST -> throw new IllegalArgumentException("a lost message does not arrive");
    }
  }

  /** Takes a message of somebody else. */
  void postAsStranger(PreparedMessage prepared) {
    arrive(prepared);
  }

  private Letter arrive(PreparedMessage prepared) {
    Letter letter = letters.get(prepared.uid());
    boolean isNew = letter == null;
    if (letter == null) {
      letter = new Letter(prepared);
      letters.put(prepared.uid(), letter);
    }
    if (!letter.waiting) {
      story.tell("message %s arrives at %d", prepared.uid(), chain.head().height());
      letter.waiting = true;
      letter.arrived = chain.head().height();
      letter.notBefore = chain.head().height() + 1 + random.nextInt(SLOWEST_EPOCHS + 1);
      if (isNew) {
        chain.add(letter);
      }
    }
    return letter;
  }

  private void vanish(Letter letter) {
    time.after(
        random.nextLong(AGAIN / 3),
        () -> {
          if (letter.landings.isEmpty()) {
            tell("message dropped", letter.prepared);
            letter.waiting = false;
          }
        });
  }

  private void wasteNonce(Letter letter) {
    if (letter.landings.isEmpty()) {
      tell("message can never be executed", letter.prepared);
      letter.lost = !letter.byMessager;
      letter.givenUp = letter.byMessager;
    }
  }

  private void linger(Letter letter) {
    tell("message slow", letter.prepared);
    letter.notBefore += 3;
  }

  private void tell(String kind, PreparedMessage prepared) {
    long miner = prepared.message().to().id();
    if (prepared.message().method() != SubmitWindowedPoStParams.METHOD) {
      troubles.at(kind + " (recovery)", miner, Long.MAX_VALUE, Trouble.ANY, 0);
      return;
    }
    SubmitWindowedPoStParams params =
        SubmitWindowedPoStParams.decode(
            java.util.Objects.requireNonNull(prepared.message().params()));
    params
        .partitions()
        .forEach(one -> troubles.at(kind, miner, params.deadline(), one.index(), AGAIN));
  }
}
