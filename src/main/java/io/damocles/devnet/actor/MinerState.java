package io.damocles.devnet.actor;

import io.damocles.chain.SectorOnChainInfo;
import io.damocles.prover.ProofType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A miner as the chain knows it. Immutable; changes share what they leave alone.
 *
 * @param proofType the number of its window proofs' type
 * @param consensusFaultElapsed the last epoch of a ban, -1 without one
 */
public record MinerState(
    long id,
    MinerKeys keys,
    Funds funds,
    ProvingPolicy policy,
    long proofType,
    DeadlineCron cron,
    long consensusFaultElapsed,
    Sectors sectors,
    List<DeadlineState> deadlines) {
  private static final long NO_FAULT = -1;

  public MinerState {
    PostType.require(proofType);
    deadlines = List.copyOf(deadlines);
    if (deadlines.size() != policy.deadlines().count()) {
      throw new IllegalArgumentException(
          "miner %s has %d deadlines, expected %d"
              .formatted(Long.toUnsignedString(id), deadlines.size(), policy.deadlines().count()));
    }
  }

  /** A miner that is created in an epoch, without sectors. */
  public static MinerState create(
      long id,
      MinerKeys keys,
      BigInteger balance,
      ProvingPolicy policy,
      long proofType,
      long epoch) {
    DeadlineRules rules = policy.deadlines();
    long offset = ProvingCalendar.offset(id, epoch, rules);
    DeadlineWindow window = ProvingCalendar.current(offset, epoch, rules);
    return new MinerState(
        id,
        keys,
        Funds.of(balance),
        policy,
        proofType,
        new DeadlineCron(window.periodStart(), window.index(), false),
        NO_FAULT,
        Sectors.NONE,
        Collections.nCopies(rules.count(), DeadlineState.EMPTY));
  }

  /** With more sectors that have power at once, as a network's first ones. */
  public MinerState withGenesisSectors(List<SectorOnChainInfo> fresh, long epoch) {
    return SectorAssignment.assign(this, fresh, true, epoch);
  }

  /** With more sectors that get power with their first proof. */
  public MinerState withNewSectors(List<SectorOnChainInfo> fresh, long epoch) {
    return SectorAssignment.assign(this, fresh, false, epoch);
  }

  /** In atto. */
  public BigInteger balance() {
    return funds.balance();
  }

  public MinerState withBalance(BigInteger changed) {
    return withFunds(funds.withBalance(changed));
  }

  public BigInteger feeDebt() {
    return funds.feeDebt();
  }

  public MinerState withFeeDebt(BigInteger debt) {
    return withFunds(funds.withFeeDebt(debt));
  }

  /** With a part of the balance that debts cannot be paid from. */
  public MinerState withLocked(BigInteger locked) {
    return withFunds(funds.withLocked(locked));
  }

  /** The deadline that is open in an epoch, by the chain's clock. */
  public DeadlineWindow window(long epoch) {
    return ProvingCalendar.current(cron.periodStart(), epoch, policy.deadlines());
  }

  /** A deadline's next instance that has not closed, for declarations and changes. */
  DeadlineWindow nextWindow(long deadline, long epoch) {
    long start = window(epoch).periodStart();
    return new DeadlineWindow(policy.deadlines(), start, deadline, epoch).nextNotElapsed();
  }

  /** The miner's power that was proven, in bytes. */
  public BigInteger power() {
    return bytes(deadlines.stream().mapToLong(d -> d.count(PartitionState::active)).sum());
  }

  /** The power of so many sectors, in bytes. */
  private BigInteger bytes(long count) {
    ProofType type = PostType.require(proofType);
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(type.sectorSize()));
  }

  MinerState withFunds(Funds changed) {
    return with(changed, policy, consensusFaultElapsed);
  }

  /** With other rules; the number of deadlines stays. */
  public MinerState withPolicy(ProvingPolicy changed) {
    return with(funds, changed, consensusFaultElapsed);
  }

  /** Banned from declaring recoveries until after an epoch. */
  public MinerState withConsensusFaultElapsed(long epoch) {
    return with(funds, policy, epoch);
  }

  private MinerState with(Funds money, ProvingPolicy rules, long banned) {
    return new MinerState(id, keys, money, rules, proofType, cron, banned, sectors, deadlines);
  }

  MinerState withDeadline(long index, DeadlineState deadline) {
    List<DeadlineState> changed = new ArrayList<>(deadlines);
    changed.set((int) index, deadline);
    return withProving(cron, sectors, changed);
  }

  MinerState withCron(DeadlineCron next) {
    return withProving(next, sectors, deadlines);
  }

  MinerState withProving(DeadlineCron next, Sectors all, List<DeadlineState> assigned) {
    return new MinerState(
        id, keys, funds, policy, proofType, next, consensusFaultElapsed, all, assigned);
  }
}
