package io.damocles.bench;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims, heartbeats and failures at the same time, entered in a ledger when they are acknowledged.
 */
final class MixedLoad implements Load {
  private static final int KINDS = 5;

  private final Ledger ledger;
  private final InstantSource clock;
  private final long miner;
  private final int claims;
  private final Deque<String> toBeat;
  private final Deque<String> toFail;
  private final @Nullable Call[] underWay;
  private int claimsSent;

  private enum Kind {
    CLAIM,
    BEAT,
    FAIL
  }

  private record Call(Kind kind, String attempt, long sentAt) {}

  /**
   * @param claims how many jobs may be taken at the most
   * @param running attempts that hold their jobs; a third of them is failed, the rest beats
   */
  MixedLoad(
      Ledger ledger,
      InstantSource clock,
      long miner,
      int clients,
      int claims,
      Collection<String> running) {
    this.ledger = ledger;
    this.clock = clock;
    this.miner = miner;
    this.claims = claims;
    List<String> attempts = List.copyOf(running);
    int third = attempts.size() / 3;
    this.toFail = new ArrayDeque<>(attempts.subList(0, third));
    this.toBeat = new ArrayDeque<>(attempts.subList(third, attempts.size()));
    this.underWay = new Call[clients];
  }

  @Override
  public byte @Nullable [] next(int connection) {
    int kind = connection % KINDS;
    if (kind < 2 && claimsSent < claims) {
      claimsSent++;
      underWay[connection] = new Call(Kind.CLAIM, "", 0);
      return Calls.claim(List.of(miner), 0, "bench-" + connection);
    }
    if (kind == 2 && !toFail.isEmpty()) {
      String attempt = toFail.remove();
      underWay[connection] = new Call(Kind.FAIL, attempt, 0);
      return Calls.fail(attempt, "bench");
    }
    String attempt = toBeat.remove();
    toBeat.add(attempt);
    underWay[connection] = new Call(Kind.BEAT, attempt, clock.instant().getEpochSecond());
    return Calls.heartbeat(attempt, "bench");
  }

  @Override
  public Outcome answered(int connection, HttpAnswer answer) {
    Call call = underWay[connection];
    if (answer.refused() || call == null) {
      return Outcome.REFUSED;
    }
    switch (call.kind()) {
      case CLAIM -> {
        String attempt = answer.quotedAfter(Calls.ALLOCATED);
        if (attempt == null) {
          return Outcome.NOTHING;
        }
        ledger.claimed(attempt);
      }
      case BEAT -> ledger.beaten(call.attempt(), call.sentAt());
      case FAIL -> ledger.failed(call.attempt());
    }
    return Outcome.DONE;
  }
}
