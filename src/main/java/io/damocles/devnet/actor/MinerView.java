package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.prover.ProofType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node answers about a miner. */
public record MinerView(MinerState state) {
  private static final String NO_WORKER = "<empty>";

  public MinerInfo info() {
    MinerKeys keys = state.keys();
    ProofType type = PostType.require(state.proofType());
    List<Address> control = keys.control().stream().map(Address::ofId).toList();
    return new MinerInfo(
        Address.ofId(keys.owner()),
        Address.ofId(keys.worker()),
        NO_WORKER,
        control.isEmpty() ? null : control,
        -1,
        null,
        null,
        type.number(),
        type.sectorSize(),
        type.partitionSectors(),
        null,
        Address.ofId(keys.beneficiary()),
        new MinerInfo.BeneficiaryTerm(BigInteger.ZERO, BigInteger.ZERO, 0));
  }

  /** As stored, seen from an epoch: while the cron sleeps this is not the open deadline. */
  public DeadlineInfo provingDeadline(long epoch) {
    DeadlineCron cron = state.cron();
    return new DeadlineWindow(
            state.policy().deadlines(), cron.periodStart(), cron.deadline(), epoch)
        .nextNotElapsed()
        .toInfo();
  }

  public List<Deadline> deadlines() {
    return state.deadlines().stream().map(DeadlineState::toDeadline).toList();
  }

  /**
   * A deadline's partitions; a node answers null if there are none.
   *
   * @param deadline unsigned
   * @throws IllegalArgumentException with a node's words if there is no such deadline
   */
  public List<Partition> partitions(long deadline) {
    if (Long.compareUnsigned(deadline, state.deadlines().size()) >= 0) {
      throw new IllegalArgumentException(
          "failed to load the deadline: invalid deadline " + Long.toUnsignedString(deadline));
    }
    return state.deadlines().get((int) deadline).partitions().stream()
        .map(PartitionState::toPartition)
        .toList();
  }

  /**
   * Sectors by their numbers, ascending; all of them without a filter.
   *
   * @throws IllegalArgumentException with a node's words if one is not there
   */
  public List<SectorOnChainInfo> sectors(@Nullable BitField filter) {
    return filter == null ? state.sectors().all() : state.sectors().in(filter);
  }

  public Optional<SectorOnChainInfo> sector(long number) {
    return state.sectors().get(number);
  }
}
