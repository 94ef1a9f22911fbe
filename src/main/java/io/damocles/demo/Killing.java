package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A daemon dies by SIGKILL while a deadline's proof is made, and is started again after a while.
 */
final class Killing implements Trouble {
  /** A proof takes two seconds; so long after its begin is in the middle of it. */
  private static final long INTO_THE_PROOF_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Window window;
  private final Function<JobBrief, String> victimOf;
  private final long awayNanos;
  private final Deed deed;
  private final Consumer<String> say;
  private final Map<String, Long> running = new HashMap<>();
  private @Nullable String victim;
  private long killedAt;
  private boolean over;

  /** Kills and starts daemons. */
  interface Deed {
    void kill(String name);

    void start(String name) throws IOException;
  }

  /**
   * @param victimOf which daemon dies while that job runs
   * @param awayNanos how long it is dead
   */
  Killing(
      Window window,
      Function<JobBrief, String> victimOf,
      long awayNanos,
      Deed deed,
      Consumer<String> say) {
    this.window = window;
    this.victimOf = victimOf;
    this.awayNanos = awayNanos;
    this.deed = deed;
    this.say = say;
  }

  @Override
  public void step(ChainView.Moment moment, List<JobBrief> jobs) throws IOException {
    long now = System.nanoTime();
    String dead = victim;
    if (dead == null) {
      Optional<JobBrief> job = inTheMiddle(jobs, now);
      if (job.isPresent()) {
        kill(job.get(), now);
      }
    } else if (!over && now - killedAt >= awayNanos) {
      deed.start(dead);
      over = true;
      say.accept("started %s again".formatted(dead));
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  private Optional<JobBrief> inTheMiddle(List<JobBrief> jobs, long now) {
    for (JobBrief job : jobs) {
      boolean runs = job.deadlineIdx() == window.index() && job.state().equals("running");
      if (runs && now - running.computeIfAbsent(job.id(), id -> now) >= INTO_THE_PROOF_NANOS) {
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private void kill(JobBrief job, long now) {
    String name = victimOf.apply(job);
    deed.kill(name);
    victim = name;
    killedAt = now;
    say.accept(
        "killed %s (SIGKILL) while deadline %d partition %d was being proven by %s"
            .formatted(name, window.index(), ManagerView.partition(job), job.workerName()));
  }
}
