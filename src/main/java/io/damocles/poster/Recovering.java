package io.damocles.poster;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import io.damocles.chain.message.FaultDeclaration;
import io.damocles.config.ManagerConfig;
import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinding;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares faulty sectors recovered that can be proven again, two deadlines before they are due
 * (spec damocles-manager.md §3.8), so that the next proof gives their power back. Faults are never
 * declared: what cannot be found is skipped (design D16). Used from one context.
 */
final class Recovering {
  private static final Logger log = LoggerFactory.getLogger(Recovering.class);

  /** Refused so often, it is the declaration that is wrong, and each costs a fee. */
  private static final int MOST_REFUSALS = 4;

  private static final Duration CHECK_BUDGET = Duration.ofMinutes(5);

  private final Duty duty;
  private final Follower follower;
  private final Dispatch dispatch;
  private final ProvingWindow target;
  private final Retry retry;
  private final Steps steps;
  private boolean done;
  private long deadSeen;
  private int refusals;
  private long pausesUntil;

  /**
   * @param target the deadline whose sectors are declared
   */
  Recovering(Duty duty, Follower follower, ProvingWindow target) {
    this.duty = duty;
    this.target = target;
    this.steps = new Steps(this::failed);
    this.follower = follower;
    this.dispatch = new Dispatch(duty, follower);
    this.retry = new Retry(duty.parts.timeline());
  }

  /** Looks once what can be declared; goes on trying while it can still be declared in time. */
  void begin() {
    long height = duty.head().height();
    countRefusals(height);
    boolean waits = steps.isBusy() || retry.isWaiting() || height < pausesUntil;
    if (done || waits || duty.isOver() || height + 1 >= target.faultCutoff()) {
      return;
    }
    steps.take(
        () -> {
          long seen = deadSeen;
          return declare().onSuccess(whole -> declared(whole, seen)).mapEmpty();
        });
  }

  /** A store that was away, or a message that died meanwhile, leaves something to declare. */
  private void declared(boolean whole, long seen) {
    if (!whole) {
      retry.later(this::begin);
      return;
    }
    retry.reset();
    done = done || seen == deadSeen;
  }

  /** After a refusal it waits 1, 2, 4 … epochs, and in the end it leaves it. */
  private void countRefusals(long height) {
    long dead = follower.dead(PostMessage.Kind.RECOVERY);
    if (dead == deadSeen) {
      return;
    }
    deadSeen = dead;
    refusals++;
    done = refusals > MOST_REFUSALS;
    pausesUntil = height + (1L << (refusals - 1));
    if (done) {
      log.error(
          "{} recoveries of deadline {} came to nothing {} times, not declared again before its next period",
          duty,
          target.index(),
          refusals);
    }
  }

  private void failed(Throwable cause) {
    if (retry.failures() == 0) {
      log.warn(
          "{} recoveries of deadline {} not declared yet: {}",
          duty,
          target.index(),
          PartitionWork.text(cause));
    }
    retry.later(this::begin);
  }

  void stop() {
    retry.cancel();
  }

  /** Answers whether every sector could be looked at. */
  private Future<Boolean> declare() {
    return duty.parts
        .chain()
        .partitions(duty.address, target.index(), duty.head().key())
        .compose(this::declare);
  }

  private Future<Boolean> declare(List<Partition> partitions) {
    ManagerConfig.Post settings = duty.settings().orElse(null);
    List<Integer> open = new ArrayList<>();
    Set<Long> underWay = underWay();
    for (int index = 0; index < partitions.size(); index++) {
      if (!unrecovered(partitions.get(index)).isEmpty() && !underWay.contains((long) index)) {
        open.add(index);
      }
    }
    if (settings == null || open.isEmpty()) {
      return Future.succeededFuture(true);
    }
    return WindowProofs.owed(duty)
        .compose(type -> checkAll(open, partitions, type, settings))
        .compose(
            found ->
                sendAll(limited(found, settings), settings)
                    .map(sent -> found.stream().allMatch(Found::whole)));
  }

  private static BitField unrecovered(Partition partition) {
    return partition.faultySectors().minus(partition.recoveringSectors());
  }

  /** Partitions whose recovery an earlier life of this process, or an earlier try, has declared. */
  private Set<Long> underWay() {
    Set<Long> underWay = new HashSet<>();
    for (PostMessage message : follower.messages(PostMessage.Kind.RECOVERY)) {
      if (!message.isDead()) {
        underWay.addAll(message.partitions());
      }
    }
    return underWay;
  }

  /** What of a partition can be declared; {@code whole} if every sector was checked in time. */
  private record Found(long partition, BitField sectors, boolean whole) {}

  private Future<List<Found>> checkAll(
      List<Integer> open, List<Partition> partitions, ProofType type, ManagerConfig.Post settings) {
    List<Future<Found>> checks = new ArrayList<>();
    for (int index : open) {
      BitField faulty = unrecovered(partitions.get(index));
      checks.add(
          check(faulty, type, settings)
              .map(
                  findings ->
                      new Found(
                          index,
                          provable(findings),
                          findings.stream().allMatch(SectorFinding::checked))));
    }
    return Future.join(checks)
        .map(all -> checks.stream().map(Future::result).toList())
        .onSuccess(this::tellFound);
  }

  private void tellFound(List<Found> found) {
    if (found.stream().allMatch(one -> one.sectors().isEmpty())) {
      log.warn("{} deadline {} has faulty sectors, none can be recovered", duty, target.index());
    }
  }

  private Future<List<SectorFinding>> check(
      BitField faulty, ProofType type, ManagerConfig.Post settings) {
    return duty.parts
        .chain()
        .sectors(duty.address, Optional.of(faulty), duty.head().key())
        .compose(
            infos ->
                duty.parts
                    .sectors()
                    .find(
                        type,
                        duty.miner,
                        infos.stream().map(PartitionMaker::query).toList(),
                        new CheckRules(settings.strictCheck(), CHECK_BUDGET)));
  }

  /** A sector that was not checked in time is not promised to the chain. */
  private static BitField provable(List<SectorFinding> findings) {
    return BitField.of(
        findings.stream()
            .filter(finding -> finding.checked() && finding.fault().isEmpty())
            .mapToLong(SectorFinding::number)
            .toArray());
  }

  /** The lowest sectors first, up to MaxRecoverSectorLimit. */
  private List<Found> limited(List<Found> found, ManagerConfig.Post settings) {
    long left = settings.maxRecoverSectorLimit();
    boolean unlimited = left == 0;
    List<Found> limited = new ArrayList<>();
    for (Found one : found) {
      if (one.sectors().isEmpty()) {
        continue;
      }
      if (unlimited || one.sectors().count() <= left) {
        limited.add(one);
      } else if (left > 0) {
        limited.add(
            new Found(
                one.partition(),
                BitField.of(one.sectors().stream().limit(left).toArray()),
                one.whole()));
      }
      left -= one.sectors().count();
    }
    if (!unlimited && left < 0) {
      log.warn(
          "{} recoveries of deadline {} reached MaxRecoverSectorLimit {}",
          duty,
          target.index(),
          settings.maxRecoverSectorLimit());
    }
    return limited;
  }

  private Future<Void> sendAll(List<Found> found, ManagerConfig.Post settings) {
    long most = settings.maxPartitionsPerRecoveryMessage();
    int size = most == 0 ? Math.max(1, found.size()) : (int) Math.min(most, found.size());
    Future<Void> sent = Future.succeededFuture();
    for (int from = 0; from < found.size(); from += size) {
      List<Found> batch = found.subList(from, Math.min(from + size, found.size()));
      sent = sent.compose(before -> send(batch, settings));
    }
    return sent;
  }

  private Future<Void> send(List<Found> batch, ManagerConfig.Post settings) {
    DeclareFaultsRecoveredParams params =
        new DeclareFaultsRecoveredParams(
            batch.stream()
                .map(one -> new FaultDeclaration(target.index(), one.partition(), one.sectors()))
                .toList());
    List<Long> partitions = batch.stream().map(Found::partition).toList();
    return duty.senders
        .choose(duty.address, settings.senders())
        .compose(
            sender ->
                dispatch.send(
                    PostMessage.Kind.RECOVERY,
                    partitions,
                    sender,
                    DeclareFaultsRecoveredParams.METHOD,
                    params,
                    settings));
  }
}
