package io.damocles.simulation;

import io.damocles.job.AttemptId;
import io.damocles.simulation.Fate.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** Lets some attempts go wrong, and says so. */
final class AttemptFates implements Fates {
  private static final long LEASE_MILLIS = 15_000;
  private static final long PAUSE_MILLIS = 30_000;
  private static final int PER_CENT = 100;
  private static final List<Kind> WRONG = List.of(Kind.DIES, Kind.SILENT, Kind.LIES, Kind.FAILS);

  private final Shape shape;
  private final Ledger ledger;
  private final Troubles troubles;
  private final SplittableRandom random;
  private final Deque<Fate> next = new ArrayDeque<>();

  AttemptFates(long seed, Shape shape, Ledger ledger, Troubles troubles) {
    this.shape = shape;
    this.ledger = ledger;
    this.troubles = troubles;
    this.random = new SplittableRandom(seed * 31 + 6);
  }

  /** Decides what becomes of the next attempt that nothing is decided of. */
  void next(Kind kind, long millis) {
    next.add(new Fate(kind, millis));
  }

  @Override
  public Fate of(AttemptId attempt) {
    long millis = random.nextLong(shape.shortestProof(), shape.longestProof() + 1);
    Fate decided = next.poll();
    if (decided != null) {
      ledger.claimed(attempt, decided.kind() == Kind.PROVES);
      return decided;
    }
    boolean goesWrong = random.nextInt(PER_CENT) < 4 * shape.faults();
    Kind kind = goesWrong ? WRONG.get(random.nextInt(WRONG.size())) : Kind.PROVES;
    ledger.claimed(attempt, kind == Kind.PROVES);
    if (kind != Kind.PROVES) {
      tell(attempt, kind);
    }
    return new Fate(kind, kind == Kind.DIES ? millis * 2 : millis);
  }

  private void tell(AttemptId attempt, Kind kind) {
    Ledger.Entry job = ledger.job(attempt);
    long again = 2 * shape.longestProof() + LEASE_MILLIS + PAUSE_MILLIS;
    troubles.at("worker " + kind, job.miner, job.deadline, job.partition, again);
    troubles.everywhere("worker busy in vain", 0, 2 * shape.longestProof() / shape.workers());
  }
}
