package io.damocles.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the manager under load, starts it again, and holds what it acknowledged against what it
 * still knows.
 */
final class RestartPhase {
  private static final Logger log = LoggerFactory.getLogger(RestartPhase.class);
  private static final long LOAD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int SHOWN = 5;

  private final ManagerProcess manager;
  private final Ledger ledger;
  private final long miner;
  private final int clients;

  /**
   * @param ledger knows already which jobs were created
   */
  RestartPhase(ManagerProcess manager, Ledger ledger, long miner, int clients) {
    this.manager = manager;
    this.ledger = ledger;
    this.miner = miner;
    this.clients = clients;
  }

  /**
   * What came of it.
   *
   * @param seconds from the kill to the first claim answered with a job
   * @param startSeconds the same from the start of the new process
   * @param acknowledged writes that were acknowledged before the kill
   * @param lost those of them that the manager does not know any more
   */
  record Result(double seconds, double startSeconds, int acknowledged, int lost) {}

  /**
   * Runs it.
   *
   * @param running attempts that hold their jobs
   * @param ready how many jobs wait; half of them are claimed before the kill
   */
  Result run(Collection<String> running, int ready) throws IOException {
    MixedLoad load =
        new MixedLoad(ledger, InstantSource.system(), miner, clients, ready / 2, running);
    long[] killedAt = new long[1];
    long begin = System.nanoTime();
    ClosedLoop.runUntilGone(
        manager.api(),
        clients,
        load,
        () -> {
          boolean enough = ledger.claims() >= ready / 4 || isOver(begin, PATIENCE_NANOS);
          if (killedAt[0] == 0 && enough && isOver(begin, LOAD_NANOS)) {
            killedAt[0] = System.nanoTime();
            manager.kill();
          }
        });
    manager.startAgain();
    long startedAt = System.nanoTime();
    firstClaim();
    long answeredAt = System.nanoTime();
    return new Result(
        (answeredAt - killedAt[0]) / 1e9, (answeredAt - startedAt) / 1e9, ledger.size(), lost());
  }

  private void firstClaim() throws IOException {
    long begin = System.nanoTime();
    FirstClaim claim = new FirstClaim(miner);
    while (!claim.isAnswered()) {
      try {
        ClosedLoop.run(manager.api(), 1, claim);
      } catch (IOException notYet) {
        if (isOver(begin, PATIENCE_NANOS)) {
          throw notYet;
        }
        LockSupport.parkNanos(PROBE_NANOS);
      }
    }
  }

  private int lost() throws IOException {
    List<String> lost = ledger.lost(JobTableView.fetch(manager.api()));
    lost.stream().limit(SHOWN).forEach(what -> log.error("{}", what));
    List<byte[]> beats =
        ledger.held().stream().map(attempt -> Calls.heartbeat(attempt, "bench")).toList();
    int refused = ClosedLoop.run(manager.api(), clients, RepeatLoad.once(beats)).refused();
    if (refused > 0) {
      log.error("{} attempts that hold their jobs may not beat any more", refused);
    }
    return Math.max(lost.size(), refused);
  }

  private static boolean isOver(long begin, long nanos) {
    return System.nanoTime() - begin > nanos;
  }
}
