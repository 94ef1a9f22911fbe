package io.damocles.poster.winning;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves one sector of a miner before anybody asks, so that the first question does not wait for
 * parameters to be read, and what is missing is known hours before a block is lost.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** A sector may be bad; when so many are, it is not the sectors. */
  private static final int MOST_TRIES = 3;

  private static final int SEED_BYTES = 32;

  private final Chain chain;
  private final Timeline timeline;

  WarmUp(Chain chain, Timeline timeline) {
    this.chain = chain;
    this.timeline = timeline;
  }

  /** Done when it is over; a failure is logged and nothing more. */
  Future<Void> run(long id, MinerProofs proofs) {
    Address miner = Address.ofId(id);
    return chain
        .minerInfo(miner, TipSetKey.HEAD)
        .compose(
            info ->
                chain
                    .deadlines(miner, TipSetKey.HEAD)
                    .compose(all -> tryFrom(new Plan(miner, type(info), all.size()), 0, 0, proofs)))
        .onFailure(
            failure ->
                log.error(
                    "warm-up failed, winning proofs may fail miner={} reason=\"{}\"",
                    miner,
                    failure.getMessage()))
        .otherwiseEmpty();
  }

  private record Plan(Address miner, ProofType type, int deadlines) {}

  /** Tries the first active sector of each deadline from this one on. */
  private Future<Void> tryFrom(Plan plan, int deadline, int tries, MinerProofs proofs) {
    if (deadline >= plan.deadlines()) {
      return Future.failedFuture(new ProverException("no active sector that can be proven"));
    }
    return chain
        .partitions(plan.miner(), deadline, TipSetKey.HEAD)
        .compose(
            partitions -> {
              Optional<Long> sector = firstActive(partitions);
              return sector.isEmpty()
                  ? tryFrom(plan, deadline + 1, tries, proofs)
                  : prove(plan, sector.get(), proofs)
                      .recover(
                          failure ->
                              tries + 1 >= MOST_TRIES
                                  ? Future.failedFuture(failure)
                                  : another(plan, deadline + 1, tries + 1, proofs, failure));
            });
  }

  private Future<Void> another(
      Plan plan, int deadline, int tries, MinerProofs proofs, Throwable failure) {
    log.warn("warm-up tries another sector: {}", failure.getMessage());
    return tryFrom(plan, deadline, tries, proofs)
        .recover(last -> Future.failedFuture(deadline >= plan.deadlines() ? failure : last));
  }

  private Future<Void> prove(Plan plan, long number, MinerProofs proofs) {
    return chain
        .sectors(plan.miner(), Optional.of(BitField.of(number)), TipSetKey.HEAD)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.failedFuture(
                        new ProverException(
                            "the chain does not tell of sector " + Long.toUnsignedString(number)))
                    : rehearse(task(plan, found.get(0)), proofs));
  }

  private Future<Void> rehearse(WinningTask task, MinerProofs proofs) {
    long begin = timeline.now().steady();
    return proofs
        .rehearse(task)
        .onSuccess(
            proof ->
                log.info(
                    "warm-up proof made and verified miner={} sector={} millis={}",
                    task.minerName(),
                    task.sectorName(),
                    timeline.now().steady() - begin))
        .mapEmpty();
  }

  private static WinningTask task(Plan plan, SectorOnChainInfo sector) {
    return new WinningTask(
        plan.type(),
        plan.miner().id(),
        0,
        new byte[SEED_BYTES],
        sector.sectorNumber(),
        sector.sectorKey() != null,
        sector.sealedCid().digest());
  }

  private static Optional<Long> firstActive(List<Partition> partitions) {
    return partitions.stream()
        .map(Partition::activeSectors)
        .filter(active -> !active.isEmpty())
        .findFirst()
        .map(active -> active.stream().iterator().nextLong());
  }

  private static ProofType type(MinerInfo info) {
    return Arrays.stream(ProofType.values())
        .filter(type -> !type.isWindow() && type.sectorSize() == info.sectorSize())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no winning proof is for sectors of " + info.sectorSize() + " bytes"));
  }
}
