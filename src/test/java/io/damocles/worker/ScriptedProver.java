package io.damocles.worker;

import io.damocles.prover.ProofWatch;
import io.damocles.prover.Prover;
import io.damocles.prover.ProverException;
import io.damocles.prover.TimeLeft;
import io.damocles.prover.WindowPostOutput;
import io.damocles.prover.WindowPostTask;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Proves when the test says so. */
public final class ScriptedProver implements Prover {
  public static final WindowPostOutput OUTPUT =
      new WindowPostOutput(List.of(new byte[192]), List.of());

  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private volatile TimeLeft timeLeft = TimeLeft.UNKNOWN;

  /** The next proof ends so. */
  public void answer(WindowPostOutput output) {
    answers.add(output);
  }

  /** The next proof ends so. */
  void fail(Exception failure) {
    answers.add(failure);
  }

  public int running() {
    return running.get();
  }

  /** What the last task's deadline left when it came. */
  TimeLeft timeLeft() {
    return timeLeft;
  }

  int cancelled() {
    return cancelled.get();
  }

  @Override
  public WindowPostOutput windowPost(WindowPostTask task, ProofWatch watch) throws ProverException {
    watch.progress(ProofWatch.Stage.VANILLA, 0, task.replicas().size());
    timeLeft = watch.timeLeft();
    running.incrementAndGet();
    try {
      return next(watch);
    } catch (InterruptedException e) {
      throw new ProverException("interrupted", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private WindowPostOutput next(ProofWatch watch) throws ProverException, InterruptedException {
    while (true) {
      Object answer = answers.poll(20, TimeUnit.MILLISECONDS);
      if (answer instanceof WindowPostOutput output) {
        return output;
      }
      if (answer instanceof ProverException e) {
        throw e;
      }
      if (answer instanceof RuntimeException e) {
        throw e;
      }
      if (watch.cancelled()) {
        cancelled.incrementAndGet();
        throw new ProverException("cancelled");
      }
    }
  }

  @Override
  public String describe() {
    return "scripted";
  }

  @Override
  public void close() {}
}
