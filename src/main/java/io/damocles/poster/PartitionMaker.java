package io.damocles.poster;

import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a partition's job: finds and checks its sectors, and leaves out those that are bad. */
final class PartitionMaker {
  private static final Logger log = LoggerFactory.getLogger(PartitionMaker.class);
  private static final long CHECK_SHARE = 8;
  private static final long LONGEST_CHECK_MILLIS = 120_000;

  private final Duty duty;
  private final long index;
  private final Partition partition;
  private final ProofType type;
  private final byte[] seed;

  /** Not kept once the job is made: they are many. */
  private @Nullable List<SectorOnChainInfo> infos;

  PartitionMaker(
      Duty duty,
      long index,
      Partition partition,
      ProofType type,
      byte[] seed,
      @Nullable List<SectorOnChainInfo> infos) {
    this.duty = duty;
    this.index = index;
    this.partition = partition;
    this.type = type;
    this.seed = seed;
    this.infos = infos;
  }

  /** The job is made; what making it needed is not kept. */
  void forget() {
    infos = null;
  }

  /** A job of the sectors that are good now, for the time being. */
  Future<PartitionJob.Built> make() {
    List<SectorOnChainInfo> known = infos;
    return known == null
        ? duty.parts
            .chain()
            .sectors(duty.address, Optional.of(PartitionJob.toProve(partition)), duty.head().key())
            .compose(this::make)
        : make(known);
  }

  private Future<PartitionJob.Built> make(List<SectorOnChainInfo> known) {
    List<SectorQuery> queries = known.stream().map(PartitionMaker::query).toList();
    return duty.parts
        .sectors()
        .find(type, duty.miner, queries, new CheckRules(duty.isStrict(), checkBudget()))
        .compose(this::allAsked)
        .compose(findings -> duty.parts.background().run(() -> build(known, findings)));
  }

  /** How to look for a sector that the chain knows so. */
  static SectorQuery query(SectorOnChainInfo info) {
    return new SectorQuery(
        info.sectorNumber(), info.sectorKey() != null, info.sealedCid().digest());
  }

  /**
   * A sector whose store did not answer is asked for again rather than skipped, until the window
   * opens.
   */
  private Future<List<SectorFinding>> allAsked(List<SectorFinding> findings) {
    long unknown =
        findings.stream()
            .filter(finding -> finding.fault().isPresent() && !finding.checked())
            .count();
    return unknown == 0 || duty.head().height() >= duty.window.open()
        ? Future.succeededFuture(findings)
        : Future.failedFuture(
            new IllegalStateException(unknown + " sectors could not be looked for"));
  }

  /**
   * A share of what is left, two minutes at most: whatever the configured limits say, proving must
   * not wait for one sector. What is not checked by then is left to the worker.
   */
  private Duration checkBudget() {
    long left = duty.millisOf(duty.window.close()) - duty.parts.timeline().now().wall();
    return Duration.ofMillis(Math.min(LONGEST_CHECK_MILLIS, Math.max(0, left / CHECK_SHARE)));
  }

  private PartitionJob.Built build(List<SectorOnChainInfo> known, List<SectorFinding> findings) {
    tellBad(findings);
    JobBuilder target =
        new JobBuilder(
            duty.miner, type, duty.window.index(), index, seed, duty.millisOf(duty.window.close()));
    return PartitionJob.build(target, partition, known, findings);
  }

  private void tellBad(List<SectorFinding> findings) {
    for (SectorFinding finding : findings) {
      finding
          .fault()
          .ifPresent(
              fault ->
                  log.warn(
                      "{} partition={} sector={} skipped: {}",
                      duty,
                      index,
                      Long.toUnsignedString(finding.number()),
                      fault));
    }
  }
}
