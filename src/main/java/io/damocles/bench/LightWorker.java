package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that behaves as a worker does: waits for a job, beats, and hands in its proof until that
 * is answered.
 */
final class LightWorker implements Runnable {
  private static final long WAIT_MILLIS = 10_000;
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int QUICK_MILLIS = 2_000;
  private static final int SLOW_MILLIS = 8_000;
  private static final int SLOW_ONE_IN = 20;
  private static final int WRONG_ONE_IN = 50;
  private static final byte[] GO = HttpAnswer.ascii("\"Continue\":true");

  private final String name;
  private final long miner;
  private final SoakProofs proofs;
  private final SoakLedger ledger;
  private final Random random;
  private final boolean ours;
  private final BlockingConnection connection;
  private volatile boolean killed;
  private volatile boolean ended;
  private volatile long stoppedUntil = System.nanoTime();

  /**
   * @param index odd ones use our heartbeat, even ones damocles'
   */
  LightWorker(
      int index, URI api, long miner, SoakProofs proofs, SoakLedger ledger, Random random) {
    this.name = "light-" + index;
    this.miner = miner;
    this.proofs = proofs;
    this.ledger = ledger;
    this.random = random;
    this.ours = index % 2 == 1;
    this.connection = new BlockingConnection(api);
  }

  /** SIGKILL: it forgets what it had, and starts anew. */
  void kill() {
    killed = true;
    connection.close();
  }

  /** SIGSTOP, and SIGCONT so much later: it then goes on as if nothing had been. */
  void stop(long nanos) {
    stoppedUntil = System.nanoTime() + nanos;
  }

  void end() {
    ended = true;
    connection.close();
  }

  @Override
  public void run() {
    while (!ended) {
      killed = false;
      try {
        work();
      } catch (IOException noAnswer) {
        pause(TimeUnit.MILLISECONDS.toNanos(100 + random.nextInt(400)));
      }
    }
  }

  private void work() throws IOException {
    HttpAnswer answer = connection.call(Calls.claim(List.of(miner), WAIT_MILLIS, name));
    String attempt = answer.refused() ? null : answer.quotedAfter(Calls.ALLOCATED);
    if (attempt != null && prove(attempt)) {
      deliver(attempt);
    }
  }

  /** Takes its time, with beats; false if it was killed or told to stop. */
  private boolean prove(String attempt) {
    boolean slow = random.nextInt(SLOW_ONE_IN) == 0;
    long millis = slow ? SLOW_MILLIS : random.nextInt(QUICK_MILLIS);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (goesOn() && (System.nanoTime() < end || ledger.number(attempt) == null)) {
      pause(Math.min(BEAT_NANOS, Math.max(1_000_000, end - System.nanoTime())));
      if (goesOn() && System.nanoTime() < end && !beat(attempt)) {
        return false;
      }
    }
    return goesOn();
  }

  /** Whether the attempt goes on; a manager that is away does not end it. */
  private boolean beat(String attempt) {
    try {
      byte[] call = ours ? Calls.beat(attempt, name) : Calls.heartbeat(attempt, name);
      HttpAnswer answer = connection.call(call);
      return !ours || answer.refused() || answer.contains(GO);
    } catch (IOException away) {
      return true;
    }
  }

  private void deliver(String attempt) {
    Integer number = ledger.number(attempt);
    boolean right = number != null && random.nextInt(WRONG_ONE_IN) != 0;
    byte[] call = Calls.finish(attempt, proofs.proof(number == null ? 0 : number, right));
    while (goesOn()) {
      try {
        judge(attempt, right, connection.call(call).refused());
        return;
      } catch (IOException away) {
        pause(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private void judge(String attempt, boolean right, boolean refused) {
    if (!refused) {
      ledger.accepted(attempt, name, right);
    } else if (!right) {
      ledger.refused();
    }
  }

  private boolean goesOn() {
    return !killed && !ended;
  }

  private void pause(long nanos) {
    LockSupport.parkNanos(nanos);
    long left = stoppedUntil - System.nanoTime();
    while (left > 0 && !ended) {
      LockSupport.parkNanos(left);
      left = stoppedUntil - System.nanoTime();
    }
  }
}
