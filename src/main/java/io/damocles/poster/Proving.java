package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Deadline;
import io.damocles.chain.Partition;
import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

  private final Duty duty;
  private final Runnable whenProven;
  private final DeadlineSectors sectors;
  private final SortedMap<Long, PartitionWork> works = new TreeMap<>();
  private final Map<Long, PartitionLink> links = new HashMap<>();
  private final Retry retry;
  private boolean planned;
  private boolean busy;

  Proving(Duty duty, Runnable whenProven) {
    this.duty = duty;
    this.whenProven = whenProven;
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

  boolean isPlanned() {
    return planned;
  }

  /** Fetches what can be known before it begins. */
  void prepare() {
    if (!busy && !planned && sectors.partitions().isEmpty()) {
      step(() -> sectors.load(ALL).mapEmpty());
    }
  }

  private static final BitField ALL = BitField.range(0, 1L << 32);

  /** Begins, if it has not. */
  void begin() {
    if (!busy && !planned) {
      step(this::plan);
    }
  }

  /** The chain was reorganised: looks whether the challenge is still the same. */
  Future<Boolean> checkSeed() {
    if (!planned) {
      return Future.succeededFuture(false);
    }
    return seed()
        .map(
            current -> {
              if (Arrays.equals(current, duty.seed())) {
                return true;
              }
              log.warn("{} challenge randomness changed, proving anew", duty);
              anew();
              return false;
            });
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

  private void step(java.util.function.Supplier<Future<Void>> task) {
    busy = true;
    Future.<Void>succeededFuture()
        .compose(go -> task.get())
        .onComplete(
            ended -> {
              busy = false;
              if (ended.succeeded()) {
                retry.reset();
              } else if (duty.isOpenEnded()) {
                log.warn("{} trying again: {}", duty, PartitionWork.text(ended.cause()));
                retry.later(this::beginIfDue);
              }
            });
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

  private Future<byte[]> seed() {
    return ChallengeSeed.at(
        duty.parts.chain(), duty.address, duty.window.challenge(), duty.head().key());
  }

  /** What is proven already is not proven again. */
  private Future<BitField> posted() {
    return duty.head().height() < duty.window.open()
        ? Future.succeededFuture(BitField.EMPTY)
        : duty.parts
            .chain()
            .deadlines(duty.address, duty.head().key())
            .map(all -> posted(all, duty.window.index()));
  }

  static BitField posted(List<Deadline> all, long index) {
    if (index >= all.size()) {
      throw new IllegalStateException(
          "the miner has %d deadlines, expected one with index %d".formatted(all.size(), index));
    }
    return all.get((int) index).postSubmissions();
  }

  private Future<Void> plan() {
    return seed()
        .compose(
            seed ->
                proofType()
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

  private Future<ProofType> proofType() {
    return duty.parts
        .chain()
        .minerInfo(duty.address, duty.head().key())
        .compose(
            info ->
                duty.parts
                    .chain()
                    .networkVersion(duty.head().key())
                    .map(version -> WindowProofs.owed(info.windowPoStProofType(), version)));
  }

  private @Nullable Void begin(
      List<Partition> found, BitField posted, byte[] seed, ProofType type) {
    duty.seed(seed);
    planned = true;
    int adopted = 0;
    for (int index = 0; index < found.size(); index++) {
      Partition partition = found.get(index);
      BitField toProve = PartitionJob.toProve(partition);
      if (toProve.isEmpty() || posted.contains(index)) {
        continue;
      }
      PartitionWork work =
          new PartitionWork(duty, index, partition, type, seed, sectors.infos(toProve), whenProven);
      works.put((long) index, work);
      Optional<PartitionLink> link =
          Optional.ofNullable(links.get((long) index))
              .filter(known -> Arrays.equals(known.seed(), seed));
      if (link.isPresent()) {
        adopted++;
        work.adopt(link.get());
      } else {
        work.begin();
      }
    }
    sectors.clear();
    log.info(
        "{} challenge={} partitions={} begun={} adopted={} on_chain={}",
        duty,
        duty.window.challenge(),
        found.size(),
        works.size() - adopted,
        adopted,
        posted.count());
    return null;
  }
}
