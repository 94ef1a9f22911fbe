package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Deadline;
import io.damocles.chain.Partition;
import io.damocles.job.Job;
import io.damocles.job.JobState;
import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proofs of one deadline: asks for the challenge, gives each partition its {@link
 * PartitionWork}, and begins anew if the chain changes its mind about the challenge. Used from one
 * context.
 */
final class Proving {
  private static final Logger log = LoggerFactory.getLogger(Proving.class);

  private static final int QUESTIONS_BEFORE_ASSUMING = 2;
  private static final BitField ALL = BitField.range(0, 1L << 32);

  private final Duty duty;
  private final Runnable whenProven;
  private final Challenge challenge;
  private final DeadlineSectors sectors;
  private final SortedMap<Long, PartitionWork> works = new TreeMap<>();
  private final Map<Long, PartitionLink> links = new HashMap<>();
  private List<Partition> partitions = List.of();
  private @Nullable ProofType type;
  private final Retry retry;
  private final Steps steps = new Steps(this::failed);
  private boolean planned;

  Proving(Duty duty, Runnable whenProven) {
    this.duty = duty;
    this.whenProven = whenProven;
    this.challenge = new Challenge(duty);
    this.sectors = new DeadlineSectors(duty);
    this.retry = new Retry(duty.parts.timeline());
  }

  /** What an earlier life of this process had begun. */
  void adopt(List<PartitionLink> known) {
    known.forEach(link -> links.put(link.partition(), link));
  }

  /** The partitions with something to prove, by index; empty before it has begun. */
  SortedMap<Long, PartitionWork> works() {
    return works;
  }

  /** Whether the deadline has partitions with something to prove, on chain or not. */
  boolean hasWork() {
    return partitions.stream().anyMatch(partition -> !PartitionJob.toProve(partition).isEmpty());
  }

  /** Whether it is known what has to be proven. */
  boolean isPlanned() {
    return planned;
  }

  /** Fetches what can be known before it begins. */
  void prepare() {
    if (!steps.isBusy() && !planned && !sectors.isLoaded()) {
      step(() -> sectors.load(ALL).onSuccess(loaded -> checkAhead()).mapEmpty());
    }
  }

  /** Sectors that were checked before proving begins need not be checked when it does. */
  private void checkAhead() {
    WindowProofs.owed(duty)
        .compose(sectors::check)
        .onFailure(
            failure ->
                log.warn("{} sectors not checked yet: {}", duty, PartitionWork.text(failure)));
  }

  /** Begins, if it has not. */
  void begin() {
    if (!steps.isBusy() && !planned) {
      step(this::plan);
    }
  }

  /** What is proven, as the chain tells it now. */
  Challenge challenge() {
    return challenge;
  }

  /** Whether the challenge is still the same; if not, begins anew. */
  Future<Boolean> checkSeed() {
    return planned ? challenge.isKept().map(this::goesOn) : Future.succeededFuture(false);
  }

  private boolean goesOn(boolean kept) {
    if (planned && !kept) {
      log.warn("{} challenge randomness changed, proving anew", duty);
      anew();
    }
    return planned && kept;
  }

  /** Gives every partition that is not on chain its work, if it has none. */
  void complete(BitField posted) {
    byte[] seed = duty.seed();
    if (!planned || seed == null || type == null) {
      return;
    }
    for (int index = 0; index < partitions.size(); index++) {
      Partition partition = partitions.get(index);
      BitField toProve = PartitionJob.toProve(partition);
      PartitionWork known = works.get((long) index);
      if (known != null && !posted.contains(index)) {
        known.resume();
      }
      boolean owed = !toProve.isEmpty() && known == null;
      PartitionLink link = links.get((long) index);
      if (owed && (link != null || !posted.contains(index))) {
        PartitionWork work =
            new PartitionWork(
                duty, index, partition, type, seed, sectors.infos(toProve), whenProven);
        works.put((long) index, work);
        if (link != null && Arrays.equals(link.seed(), seed)) {
          work.adopt(link);
        } else {
          work.begin();
        }
      }
    }
  }

  /**
   * Looks at jobs that ended although nobody said so: a clock that was wrong expires them early.
   */
  void lookAgain() {
    List<PartitionWork> waiting =
        works.values().stream().filter(PartitionWork::waitsForJob).toList();
    if (waiting.isEmpty()) {
      return;
    }
    duty.parts
        .jobs()
        .of(duty.miner, duty.window.index())
        .onSuccess(jobs -> lookAgain(waiting, jobs))
        .onFailure(failure -> log.warn("{} {}", duty, PartitionWork.text(failure)));
  }

  private static void lookAgain(List<PartitionWork> waiting, List<Job> jobs) {
    Set<String> open =
        jobs.stream()
            .filter(job -> job.state() == JobState.READY || job.state() == JobState.RUNNING)
            .map(Job::id)
            .collect(Collectors.toSet());
    waiting.stream()
        .filter(PartitionWork::waitsForJob)
        .filter(work -> work.job().filter(open::contains).isEmpty())
        .forEach(PartitionWork::look);
  }

  void stop() {
    retry.cancel();
    works.values().forEach(PartitionWork::stop);
  }

  private void anew() {
    planned = false;
    List<PartitionWork> old = new ArrayList<>(works.values());
    works.clear();
    links.clear();
    partitions = List.of();
    old.forEach(
        work ->
            work.drop()
                .onFailure(
                    failure ->
                        log.warn(
                            "{} partition={} job={} not removed: {}",
                            duty,
                            work.index(),
                            work.job().orElse(""),
                            PartitionWork.text(failure))));
    begin();
  }

  private void step(Supplier<Future<Void>> task) {
    steps.take(() -> task.get().onSuccess(done -> retry.reset()));
  }

  private void failed(Throwable cause) {
    if (duty.isOpenEnded()) {
      log.warn("{} trying again: {}", duty, PartitionWork.text(cause));
      retry.later(this::beginIfDue);
    }
  }

  private void beginIfDue() {
    boolean due =
        duty.settings()
            .filter(settings -> duty.window.shouldStart(duty.head().height(), settings))
            .isPresent();
    if (due) {
      begin();
    } else {
      prepare();
    }
  }

  /**
   * What is proven already is not proven again, unless the chain goes on not to tell: a proof too
   * many is better than one too few.
   */
  private Future<BitField> posted() {
    if (duty.head().height() < duty.window.open()) {
      return Future.succeededFuture(BitField.EMPTY);
    }
    Future<List<Deadline>> asked = duty.parts.chain().deadlines(duty.address, duty.head().key());
    return Patience.with(duty.parts.timeline(), duty.patienceMillis(), asked)
        .map(all -> posted(all, duty.window.index()))
        .recover(this::assumed);
  }

  private Future<BitField> assumed(Throwable failure) {
    if (retry.failures() < QUESTIONS_BEFORE_ASSUMING) {
      return Future.failedFuture(failure);
    }
    log.warn(
        "{} begins without knowing what is proven on chain: {}", duty, PartitionWork.text(failure));
    return Future.succeededFuture(duty.posted());
  }

  static BitField posted(List<Deadline> all, long index) {
    if (index >= all.size()) {
      throw new IllegalStateException(
          "the miner has %d deadlines, expected one with index %d".formatted(all.size(), index));
    }
    return all.get((int) index).postSubmissions();
  }

  private Future<Void> plan() {
    return challenge
        .ask()
        .compose(
            seed ->
                WindowProofs.owed(duty)
                    .compose(
                        type ->
                            posted()
                                .compose(
                                    posted ->
                                        sectors
                                            .load(wanted(posted, seed))
                                            .map(found -> begin(found, posted, seed, type)))));
  }

  private BitField wanted(BitField posted, byte[] seed) {
    long[] linked =
        links.values().stream()
            .filter(link -> Arrays.equals(link.seed(), seed))
            .mapToLong(PartitionLink::partition)
            .toArray();
    return ALL.minus(posted).minus(BitField.of(linked));
  }

  private @Nullable Void begin(
      List<Partition> found, BitField posted, byte[] seed, ProofType owed) {
    duty.seed(seed);
    type = owed;
    partitions = found;
    planned = true;
    duty.posted(posted);
    complete(posted);
    sectors.clear();
    log.info(
        "{} challenge={} partitions={} proving={} begun_before={} on_chain={}",
        duty,
        duty.window.challenge(),
        found.size(),
        works.size(),
        links.size(),
        posted.count());
    return null;
  }
}
