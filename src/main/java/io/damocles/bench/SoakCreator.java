package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Creates jobs at a steady rate; asks again for one whose answer was lost. */
final class SoakCreator implements Runnable {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final BlockingConnection connection;
  private final JobMaker maker;
  private final SoakProofs proofs;
  private final SoakLedger ledger;
  private final long intervalNanos;
  private final long endAt;

  /**
   * @param endAt as {@link System#nanoTime} tells it
   */
  SoakCreator(
      URI api, long miner, SoakProofs proofs, SoakLedger ledger, double rate, long endAt) {
    this.connection = new BlockingConnection(api);
    this.maker = new JobMaker(0, miner, 0);
    this.proofs = proofs;
    this.ledger = ledger;
    this.intervalNanos = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    this.endAt = endAt;
  }

  @Override
  public void run() {
    long next = System.nanoTime();
    for (int number = 0; next < endAt; number++) {
      create(number);
      next += intervalNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    connection.close();
  }

  private void create(int number) {
    byte[] call = maker.create(proofs.input(number));
    while (true) {
      try {
        HttpAnswer answer = connection.call(call);
        String job = answer.refused() ? null : answer.quotedAfter(Calls.RESULT);
        if (job == null) {
          throw new BenchException("a job was not created: " + answer.beginning());
        }
        ledger.created(job, number);
        return;
      } catch (IOException away) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }
}
