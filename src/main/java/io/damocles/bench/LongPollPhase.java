package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Workers wait at an idle queue; jobs are created one by one. Measured is the time from the answer
 * to the creation until some worker has the job.
 */
final class LongPollPhase implements Connections.Listener {
  private static final int CREATOR = 0;
  private static final long WAIT_MILLIS = 30_000;
  private static final long SETTLE_MILLIS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Connections connections;
  private final JobMaker maker;
  private final byte[] claim;
  private final Latencies latencies = new Latencies();
  private final List<String> jobs = new ArrayList<>();
  private long createdAt;
  private long allocatedAt;
  private int refused;

  private LongPollPhase(Connections connections, JobMaker maker, long miner) {
    this.connections = connections;
    this.maker = maker;
    this.claim = Calls.claim(List.of(miner), WAIT_MILLIS, "bench-waiting");
  }

  /**
   * Runs it.
   *
   * @param waiting how many workers wait
   * @param count how many jobs are created
   * @param created gets the ids of the jobs
   */
  static Measurement run(
      URI api, int waiting, int count, JobMaker maker, long miner, List<String> created)
      throws IOException {
    try (Connections connections = Connections.open(api, waiting + 1)) {
      LongPollPhase phase = new LongPollPhase(connections, maker, miner);
      Measurement measured = phase.run(waiting, count);
      created.addAll(phase.jobs);
      return measured;
    }
  }

  private Measurement run(int waiting, int count) throws IOException {
    for (int worker = 1; worker <= waiting; worker++) {
      connections.send(worker, claim, this);
    }
    settle(SETTLE_MILLIS + waiting);
    long inAll = 0;
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      createOne();
      inAll += System.nanoTime() - begin;
      latencies.add(Math.max(0, allocatedAt - createdAt));
      settle(SETTLE_MILLIS);
    }
    return latencies.over(inAll, refused);
  }

  private void createOne() throws IOException {
    createdAt = 0;
    allocatedAt = 0;
    long begin = System.nanoTime();
    connections.send(CREATOR, maker.next(), this);
    while (createdAt == 0 || allocatedAt == 0) {
      connections.poll(this, 1000);
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IOException("a waiting worker was not given the new job");
      }
    }
  }

  /** Lets what was sent reach the manager. */
  private void settle(long millis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0) {
      connections.poll(this, 1);
    }
  }

  @Override
  public void answered(int connection, HttpAnswer answer, long nanos) {
    long now = System.nanoTime();
    if (connection == CREATOR) {
      String job = answer.refused() ? null : answer.quotedAfter(Calls.RESULT);
      if (job == null) {
        throw new BenchException("a job was not created: " + answer.beginning());
      }
      jobs.add(job);
      createdAt = now;
      return;
    }
    if (answer.refused()) {
      refused++;
    } else if (answer.quotedAfter(Calls.ALLOCATED) != null) {
      allocatedAt = now;
    }
    connections.send(connection, claim, this);
  }

  @Override
  public void lost(int connection) {
    throw new BenchException("the manager closed the connection of a waiting worker");
  }
}
