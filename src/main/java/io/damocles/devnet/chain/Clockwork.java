package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.chain.ChainStore.Step;
import io.damocles.devnet.chain.ChainStore.StoredTipset;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.pool.Selection;
import io.damocles.devnet.random.Tickets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets the chain grow: with the clock, on demand, and on forks. */
final class Clockwork {
  private final ChainParts parts;
  private final Links links;
  private final Tickets dice;
  private final Deque<Step> unsaved = new ArrayDeque<>();
  private Schedule schedule;
  private long epoch;
  private long forks;
  private int stepsSinceSweep;

  Clockwork(ChainParts parts) {
    this.parts = parts;
    this.links = parts.links();
    this.dice = new Tickets(parts.seed());
    this.schedule = new Schedule(parts.genesisMillis(), parts.options().epoch().toMillis());
    this.epoch = links.head().height();
    this.forks = parts.forks();
  }

  Instant genesisTime() {
    return schedule.startOf(0);
  }

  Instant nextDue() {
    return schedule.startOf(epoch + 1);
  }

  void advance(Instant now) {
    if (schedule.epochAt(now) - epoch > parts.options().catchUp()) {
      schedule = schedule.movedTo(epoch + 1, now);
    }
    while (epoch < schedule.epochAt(now)) {
      step();
    }
  }

  void mine(int epochs, Instant now) {
    for (int made = 0; made < epochs; made++) {
      if (schedule.epochAt(now) != epoch + 1) {
        schedule = schedule.movedTo(epoch + 1, now);
      }
      step();
    }
  }

  private void step() {
    save();
    epoch++;
    if (!isNullRound()) {
      Change change = new Change();
      change.grow(epoch, chosen());
      change.commit();
    }
  }

  private boolean isNullRound() {
    if (parts.faults().takeSkippedRound()) {
      return true;
    }
    double probability = parts.faults().nullRounds();
    if (probability == 0) {
      return false;
    }
    byte[] thrown = dice.proof("null round", new byte[0], epoch, forks);
    return (ByteBuffer.wrap(thrown).getLong() >>> 11) * 0x1p-53 < probability;
  }

  private List<SignedMessage> chosen() {
    if (parts.faults().messagesHeld()) {
      return List.of();
    }
    Link head = links.head();
    return new Selection(head.after().state(), head.nextBaseFee()).from(parts.pool());
  }

  void reorganise(int depth, ForkMessages messages) {
    long most = links.size() - 1L;
    if (depth < 1 || depth > most) {
      throw new ChainException(
          "cannot replace %d tipsets, expected 1 to %d".formatted(depth, most));
    }
    save();
    forks++;
    Change change = new Change();
    List<Link> removed = new ArrayList<>();
    for (int count = 0; count < depth; count++) {
      removed.add(0, links.removeHead());
    }
    change.last = links.head().height();
    removed.forEach(link -> change.replace(link, messages));
    epoch = Math.max(epoch, links.head().height()) + 1;
    change.grow(epoch, chosen());
    change.commit();
  }

  /** What happens to the chain in one step, stored whole. */
  private final class Change {
    private final List<StoredTipset> added = new ArrayList<>();
    private final Map<Cid, byte[]> states = new HashMap<>();
    private final List<SignedMessage> waiting = new ArrayList<>();
    private final List<Cid> gone = new ArrayList<>();
    private long last = links.head().height();

    void grow(long height, List<SignedMessage> messages) {
      long timestamp = schedule.timestamp(height);
      Link link = parts.growth().next(links.head(), height, timestamp, messages, forks, states);
      links.add(link);
      added.add(link.stored());
      for (SignedMessage removed : parts.pool().removeMined(messages)) {
        gone.add(removed.cid());
      }
    }

    void replace(Link link, ForkMessages messages) {
      grow(link.height(), messages == ForkMessages.SAME ? link.messages() : List.of());
      for (SignedMessage message : link.messages()) {
        switch (messages) {
          case RETURN -> {
            parts.pool().put(message);
            waiting.add(message);
          }
          case DROP -> parts.search().remember(message);
          case SAME -> {}
        }
      }
    }

    void commit() {
      long oldest = links.head().height() - parts.options().finality();
      unsaved.add(
          new Step(last, added, states, waiting, gone, oldest, schedule.genesisMillis(), forks));
      save();
    }
  }

  /**
   * Stores what is not stored yet. What cannot be is tried again before the next step, so that the
   * file never lacks a tipset that others stand on: the chain waits as long.
   */
  private void save() {
    for (Step step = unsaved.peek(); step != null; step = unsaved.peek()) {
      parts.store().save(step);
      unsaved.remove();
      links.forgetBelow(step.oldest());
      parts.events().moved();
      sweep();
    }
  }

  /** Now and then, since it looks at every kept state. */
  private void sweep() {
    stepsSinceSweep++;
    if (stepsSinceSweep * 4 > parts.options().finality()) {
      stepsSinceSweep = 0;
      Set<Cid> used = new HashSet<>();
      for (Link link : links.all()) {
        used.addAll(link.before().parts());
        used.addAll(link.after().parts());
      }
      parts.store().dropParts(used);
    }
  }
}
