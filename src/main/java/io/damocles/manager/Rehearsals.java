package io.damocles.manager;

import io.damocles.job.Job;
import io.damocles.job.JobState;
import io.damocles.job.NewJob;
import io.damocles.poster.JobBuilder;
import io.damocles.prover.ProofSeed;
import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorQuery;
import io.damocles.time.Timeline;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import io.damocles.wire.SectorInput;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs that are made to see whether they can be. They run as jobs of the workers, since it is
 * their machines, stores and limits that an operator wants to try, and a manager need have no GPU;
 * every job with a deadline goes before them. Used from the job service's context.
 */
public final class Rehearsals implements JobListener {
  private static final Logger log = LoggerFactory.getLogger(Rehearsals.class);

  private final JobService jobs;
  private final SectorFinder sectors;
  private final CheckRules rules;
  private final Timeline timeline;
  private final Map<String, Begun> running = new HashMap<>();

  /**
   * @param sectors completes on the job service's context
   * @param budget how long its sectors may be checked
   */
  Rehearsals(JobService jobs, SectorFinder sectors, Duration budget, Timeline timeline) {
    this.jobs = jobs;
    this.sectors = sectors;
    this.rules = new CheckRules(false, budget);
    this.timeline = timeline;
    jobs.listen(this);
  }

  /**
   * A proof to try.
   *
   * @param seed 32 bytes; what does not fit the proofs' field is cut off
   */
  public record Rehearsal(
      long miner,
      ProofType type,
      long deadline,
      long partition,
      List<SectorQuery> sectors,
      byte[] seed) {

    public Rehearsal {
      seed = ProofSeed.of(seed);
    }
  }

  private record Begun(Rehearsal rehearsal, long at, List<Long> skipped) {}

  /** Begins; what comes of it is in the log. */
  public void begin(Rehearsal rehearsal) {
    long at = timeline.now().steady();
    sectors
        .find(rehearsal.type(), rehearsal.miner(), rehearsal.sectors(), rules)
        .compose(found -> create(rehearsal, at, found))
        .onFailure(failure -> failed(rehearsal, String.valueOf(failure.getMessage())));
  }

  @Override
  public void finished(String id) {
    Begun begun = running.get(id);
    if (begun != null) {
      jobs.reader()
          .find(id)
          .compose(job -> ended(id, begun, job))
          .onFailure(failure -> failed(begun.rehearsal(), String.valueOf(failure.getMessage())));
    }
  }

  private Future<Boolean> create(Rehearsal rehearsal, long at, List<SectorFinding> found) {
    List<SectorInput> good = new ArrayList<>();
    List<Long> skipped = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      SectorFinding finding = found.get(i);
      JobBuilder.entry(rehearsal.sectors().get(i), finding)
          .ifPresentOrElse(good::add, () -> skipped.add(finding.number()));
    }
    if (good.isEmpty()) {
      String why = found.stream().flatMap(one -> one.fault().stream()).findFirst().orElse("none");
      failed(rehearsal, "no sector can be proven: " + why);
      return Future.succeededFuture(false);
    }
    // With its first sector twice it proves the same, and is never taken for the real job of the
    // partition: that has a deadline, and its id is the hash of its sectors.
    good.add(good.get(0));
    NewJob job = job(rehearsal, good);
    running.put(job.id(), new Begun(rehearsal, at, skipped));
    return jobs.create(job)
        .compose(created -> created ? Future.succeededFuture(true) : jobs.reset(job.id()));
  }

  private static NewJob job(Rehearsal rehearsal, List<SectorInput> entries) {
    return new JobBuilder(
            rehearsal.miner(),
            rehearsal.type(),
            rehearsal.deadline(),
            rehearsal.partition(),
            rehearsal.seed(),
            NewJob.NEVER)
        .job(entries);
  }

  /** Whether it is over. */
  private Future<Boolean> ended(String id, Begun begun, Optional<Job> job) {
    JobState state = job.map(Job::state).orElse(JobState.FAILED);
    if (state == JobState.READY || state == JobState.RUNNING) {
      return Future.succeededFuture(false);
    }
    running.remove(id);
    if (state != JobState.SUCCEEDED) {
      failed(begun.rehearsal(), job.map(Job::error).orElse("its job was removed"));
      return Future.succeededFuture(true);
    }
    return jobs.reader()
        .output(id)
        .map(
            output -> {
              output.ifPresent(json -> tell(id, begun, json));
              return true;
            });
  }

  private void tell(String id, Begun begun, byte[] json) {
    try {
      JobOutput output = Json.read(json, JobOutput.class);
      List<Long> skipped = new ArrayList<>(begun.skipped());
      skipped.addAll(output.faultList());
      log.info(
          "mock generate window post miner={} deadline={} partition={} job={} elapsed={} proof-size={} skipped={}",
          Long.toUnsignedString(begun.rehearsal().miner()),
          begun.rehearsal().deadline(),
          begun.rehearsal().partition(),
          id,
          Duration.ofMillis(timeline.now().steady() - begun.at()),
          output.proofList().stream().mapToInt(proof -> proof.length).sum(),
          skipped.stream().map(Long::toUnsignedString).toList());
    } catch (IOException e) {
      failed(begun.rehearsal(), "its output cannot be read: " + e.getMessage());
    }
  }

  private static void failed(Rehearsal rehearsal, String why) {
    log.error(
        "mock generate window post failed miner={} deadline={} partition={} reason=\"{}\"",
        Long.toUnsignedString(rehearsal.miner()),
        rehearsal.deadline(),
        rehearsal.partition(),
        why);
  }
}
