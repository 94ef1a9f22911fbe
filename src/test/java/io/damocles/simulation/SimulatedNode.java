package io.damocles.simulation;

import io.damocles.chain.HeadChange;
import io.damocles.chain.node.HeadListener;
import io.damocles.chain.node.HeadSubscription;
import io.damocles.chain.node.NodeException.Kind;
import io.damocles.chain.node.NodeFailures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The node between the manager and the network: may be away, slow, or behind. */
final class SimulatedNode {
  /** What the poster asks of a node that sends its messages. */
  static final List<String> CALLS =
      List.of(
          "StateGetNetworkParams",
          "StateMinerProvingDeadline",
          "StateGetRandomnessFromBeacon",
          "StateMinerInfo",
          "StateNetworkVersion",
          "StateMinerPartitions",
          "StateMinerSectors",
          "StateMinerDeadlines",
          "StateGetRandomnessFromTickets",
          "GasEstimateMessageGas",
          "MpoolPush",
          "StateSearchMsg");

  private static final String NAME = "simulated node";
  private static final long LIMIT_MILLIS = 10_000;
  private static final long LONGEST_LIMIT_MILLIS = 90_000;

  private final SimulatedTime time;
  private final SimulatedChain chain;
  private final Outages outages;
  private final SplittableRandom random;
  private final List<Subscriber> subscribers = new ArrayList<>();
  private Tip head;
  private boolean away;
  private boolean stale;
  private long slowMillis;
  private boolean poolLags;
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Set<String> hung = new HashSet<>();
  private final Set<String> slack = new HashSet<>();
  private final Map<String, Long> late = new HashMap<>();

  private record Subscriber(Life life, HeadListener listener) {}

  SimulatedNode(long seed, SimulatedTime time, SimulatedChain chain, Outages outages) {
    this.time = time;
    this.chain = chain;
    this.outages = outages;
    this.random = new SplittableRandom(seed * 31 + 2);
    this.head = chain.head();
  }

  /** How often each method was called since it was last asked; miners' addresses stand behind. */
  Map<String, Integer> takeCalls() {
    Map<String, Integer> taken = new TreeMap<>(calls);
    calls.clear();
    return taken;
  }

  Tip head() {
    return head;
  }

  boolean isAway() {
    return away;
  }

  /** Answers nothing for so long, then is connected to anew. */
  void leave(long millis) {
    away = true;
    time.after(
        millis,
        () -> {
          away = false;
          head = chain.head();
          subscribers.forEach(one -> tell(one, null));
        });
  }

  /** Learns of no new head for so long. */
  void lag(long millis) {
    stale = true;
    time.after(
        millis,
        () -> {
          stale = false;
          see();
        });
  }

  /** Takes that much longer for every call for so long. */
  void slow(long each, long millis) {
    slowMillis = each;
    time.after(millis, () -> slowMillis = 0);
  }

  /** Lets the caller of that call wait until it gives up, for so long. */
  void hang(String method, long millis) {
    slack.add(method);
    time.after(millis, () -> slack.remove(method));
  }

  /** Never answers that call. */
  void hang(String method) {
    hung.add(method);
  }

  /** Answers such calls so much later; 0: no more. */
  void delay(String method, long millis) {
    late.put(method, millis);
  }

  /** Looks for messages on a chain that is behind for so long. */
  void poolLags(long millis) {
    poolLags = true;
    time.after(millis, () -> poolLags = false);
  }

  /** Where messages are looked for. */
  Tip poolHead() {
    return poolLags ? head.atOrBefore(head.height() - random.nextInt(4)) : head;
  }

  /** Tells of changes that it might better have kept to itself. */
  void tellAll(List<HeadChange> changes) {
    List.copyOf(subscribers).forEach(one -> tell(one, changes));
  }

  /** The network has a new head. */
  void see() {
    if (away || stale || head.equals(chain.head())) {
      return;
    }
    List<HeadChange> changes = changes(head, chain.head());
    head = chain.head();
    List.copyOf(subscribers).forEach(one -> tell(one, changes));
  }

  private static List<HeadChange> changes(Tip from, Tip to) {
    List<HeadChange> changes = new ArrayList<>();
    Tip old = from;
    while (!old.isOn(to)) {
      changes.add(new HeadChange("revert", old.tipSet()));
      old = java.util.Objects.requireNonNull(old.parent());
    }
    List<HeadChange> applied = new ArrayList<>();
    for (Tip tip = to; tip != null && !tip.equals(old); tip = tip.parent()) {
      applied.add(new HeadChange("apply", tip.tipSet()));
    }
    Collections.reverse(applied);
    changes.addAll(applied);
    return changes;
  }

  private void tell(Subscriber one, @Nullable List<HeadChange> changes) {
    time.after(
        random.nextInt(200),
        () -> {
          if (!one.life().isAlive() || !subscribers.contains(one)) {
            return;
          }
          if (changes == null) {
            one.listener().current(head.tipSet(), NAME);
          } else {
            one.listener().changed(changes);
          }
        });
  }

  HeadSubscription subscribe(Life life, HeadListener listener) {
    subscribers.removeIf(one -> !one.life().isAlive());
    Subscriber one = new Subscriber(life, listener);
    subscribers.add(one);
    if (!away) {
      tell(one, null);
    }
    return () -> subscribers.remove(one);
  }

  /** What the work gives, if the node answers. */
  <T> Future<T> call(Life life, String method, Callable<T> work) {
    if (hung.stream().anyMatch(method::startsWith)) {
      return Promise.<T>promise().future();
    }
    calls.merge(method, 1, Integer::sum);
    outages.checkCaller(method);
    if (slack.stream().anyMatch(method::startsWith)) {
      return fail(life, method, Kind.LATE, LONGEST_LIMIT_MILLIS);
    }
    if (away) {
      return random.nextBoolean()
          ? fail(life, method, Kind.UNREACHABLE)
          : fail(life, method, Kind.LATE);
    }
    if (outages.strikes(method)) {
      return fail(life, method, Kind.UNREACHABLE);
    }
    long millis = 1 + random.nextInt(20) + (slowMillis == 0 ? 0 : random.nextLong(slowMillis));
    if (millis > LIMIT_MILLIS) {
      return fail(life, method, Kind.LATE);
    }
    return life.answer(millis + late.getOrDefault(method, 0L), work);
  }

  private <T> Future<T> fail(Life life, String method, Kind kind) {
    return fail(life, method, kind, kind == Kind.LATE ? LIMIT_MILLIS : 5);
  }

  private static <T> Future<T> fail(Life life, String method, Kind kind, long millis) {
    return life.answer(
        millis,
        () -> {
          throw NodeFailures.of(kind, method + " " + kind);
        });
  }
}
