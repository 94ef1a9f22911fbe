package io.damocles.prover;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request that a child works on; ends once, with an answer or with the child's end. */
final class ExternalRequest {
  private static final int CANCEL_CHECK_MILLIS = 100;

  private final long id;
  private final ProofWatch watch;
  private final ExternalProcess process;
  private final BlockingQueue<Ending> ending = new ArrayBlockingQueue<>(1);
  private final Duration patience;
  private long deafMillis;
  private volatile boolean abandoned;

  /**
   * A request that is not sent yet.
   *
   * @param patience how long a child that has nothing else to do may leave the task in the pipe
   */
  ExternalRequest(long id, ProofWatch watch, ExternalProcess process, Duration patience) {
    this.id = id;
    this.watch = watch;
    this.process = process;
    this.patience = patience;
  }

  /** How it ended: an output, a message of the child, or neither if the child is gone. */
  record Ending(@Nullable WindowPostOutput output, @Nullable String failure) {
    static final Ending CHILD_GONE = new Ending(null, null);
  }

  /** The child is gone and with it the request. */
  static final class ChildGone extends ProverException {
    ChildGone() {
      super("child process exited: window_post");
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }

  void progress(ProofWatch.Stage stage, int done, int total) {
    if (!abandoned) {
      watch.progress(stage, done, total);
    }
  }

  void end(Ending how) {
    ending.offer(how);
  }

  /**
   * Sends the task and blocks until there is an end.
   *
   * @throws ChildGone if the child went
   */
  WindowPostOutput run(WindowPostTask task) throws ProverException {
    watch.progress(ProofWatch.Stage.VANILLA, 0, task.replicas().size());
    TimeLeft left = process.understandsLimits() ? watch.timeLeft() : TimeLeft.UNKNOWN;
    process.write(id, ProcessorLine.request(id, task, left));
    while (true) {
      Ending end = poll();
      if (end != null) {
        return result(end);
      }
      if (watch.cancelled()) {
        abandon();
        throw new ProverException("cancelled");
      }
      endIfDeaf();
    }
  }

  private void endIfDeaf() {
    deafMillis = process.takesNothing() ? deafMillis + CANCEL_CHECK_MILLIS : 0;
    if (deafMillis > patience.toMillis()) {
      deafMillis = 0;
      process.killDeaf(patience);
    }
  }

  private @Nullable Ending poll() throws ProverException {
    try {
      return ending.poll(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw new ProverException("interrupted", e);
    }
  }

  private static WindowPostOutput result(Ending end) throws ProverException {
    if (end.output() != null) {
      return end.output();
    }
    if (end.failure() != null) {
      throw new ProverException(end.failure());
    }
    throw new ChildGone();
  }

  private void abandon() {
    abandoned = true;
    process.killIfUseless();
  }
}
