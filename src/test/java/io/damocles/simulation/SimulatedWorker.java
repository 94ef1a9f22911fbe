package io.damocles.simulation;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.ClaimRequest;
import io.damocles.job.Standing;
import io.damocles.job.sql.Claimed;
import io.damocles.wire.JobInput;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import io.damocles.wire.SectorInput;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker with one prover: asks, proves, sends heartbeats and hands in, whatever the manager does.
 */
final class SimulatedWorker {
  private static final long BEAT_MILLIS = 3_000;
  private static final long ASK_AGAIN_MILLIS = 2_000;

  private final String name;
  private final SimulatedTime time;
  private final Supplier<@Nullable SimulatedJobs> manager;
  private final SimulatedSectors.Health health;
  private final Fates fates;
  private final SplittableRandom random;
  private final Story story;
  private long asks;
  private boolean retired;
  private @Nullable Work work;

  /** What it has in hand. */
  private static final class Work {
    private final AttemptId attempt;
    private final JobInput input;
    private final Fate fate;
    private @Nullable JobOutput output;

    private Work(AttemptId attempt, JobInput input, Fate fate) {
      this.attempt = attempt;
      this.input = input;
      this.fate = fate;
    }
  }

  SimulatedWorker(
      String name,
      SimulatedTime time,
      Supplier<@Nullable SimulatedJobs> manager,
      SimulatedSectors.Health health,
      Fates fates,
      SplittableRandom random,
      Story story) {
    this.name = name;
    this.time = time;
    this.manager = manager;
    this.health = health;
    this.fates = fates;
    this.random = random;
    this.story = story;
  }

  /**
   * Asks for a job; asks again if there is no answer for long, as a connection that broke shows.
   */
  void ask() {
    long mine = ++asks;
    if (retired) {
      return;
    }
    SimulatedJobs jobs = manager.get();
    if (jobs == null) {
      time.after(ASK_AGAIN_MILLIS, () -> askAgain(mine));
      return;
    }
    jobs.claim(new ClaimRequest(name, Set.of(), Set.of(), 1))
        .onSuccess(claimed -> claimed(mine, claimed));
  }

  /** Asks for no more jobs. */
  void retire() {
    retired = true;
  }

  private void askAgain(long mine) {
    if (asks == mine) {
      ask();
    }
  }

  /** The manager is another process now: what was asked of the old one is lost. */
  void lost() {
    if (work == null) {
      time.after(random.nextLong(ASK_AGAIN_MILLIS), this::askIfIdle);
    }
  }

  private void askIfIdle() {
    if (work == null) {
      ask();
    }
  }

  private void claimed(long mine, List<Claimed> claimed) {
    if (mine != asks || work != null) {
      return;
    }
    if (claimed.isEmpty()) {
      ask();
      return;
    }
    Claimed one = claimed.get(0);
    JobInput input = input(Objects.requireNonNull(one.input()));
    Fate fate = fates.of(one.attempt());
    story.tell("job %s claimed by %s: %s", one.attempt(), name, fate);
    Work begun = new Work(one.attempt(), input, fate);
    work = begun;
    if (fate.kind() == Fate.Kind.DIES) {
      time.after(fate.millis(), () -> drop(begun));
      return;
    }
    beat(begun);
    time.after(fate.millis(), () -> made(begun));
  }

  private void drop(Work dead) {
    if (work == dead) {
      work = null;
      ask();
    }
  }

  private void beat(Work held) {
    if (work != held) {
      return;
    }
    SimulatedJobs jobs = manager.get();
    if (jobs != null && held.fate.kind() != Fate.Kind.SILENT) {
      jobs.heartbeat(held.attempt).onSuccess(standing -> judged(held, standing));
    }
    time.after(BEAT_MILLIS, () -> beat(held));
  }

  private void judged(Work held, Standing standing) {
    if (!standing.isDone() && held.output == null) {
      drop(held);
    }
  }

  private void made(Work held) {
    if (work == held) {
      held.output = proof(held);
      handIn(held);
    }
  }

  private void handIn(Work held) {
    if (work != held) {
      return;
    }
    SimulatedJobs jobs = manager.get();
    JobOutput output = Objects.requireNonNull(held.output);
    time.after(ASK_AGAIN_MILLIS, () -> handIn(held));
    if (jobs != null) {
      Future<Standing> told =
          held.fate.kind() == Fate.Kind.FAILS
              ? jobs.end(held.attempt, new AttemptResult.Failure("out of memory"))
              : jobs.finish(held.attempt, output);
      told.onSuccess(standing -> drop(held));
    }
  }

  private JobOutput proof(Work held) {
    Map<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    for (SectorInput sector : held.input.sectors()) {
      sectors.put(sector.sectorId(), sector.commR());
    }
    List<Long> faults =
        sectors.keySet().stream()
            .filter(number -> !health.isGood(held.input.minerId(), number))
            .toList();
    faults.forEach(sectors::remove);
    if (sectors.isEmpty()) {
      return new JobOutput(List.of(), faults);
    }
    byte[] proof =
        FakeProofs.prove(SimulatedChain.TYPE, held.input.seed(), held.input.minerId(), sectors);
    if (held.fate.kind() == Fate.Kind.LIES) {
      proof[7] ^= 1;
    }
    return new JobOutput(List.of(proof), faults);
  }

  static JobInput input(byte[] json) {
    try {
      return Json.read(json, JobInput.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
