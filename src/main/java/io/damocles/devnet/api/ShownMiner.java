package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.actor.MinerView;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A miner with every member that a node shows; what the devnet does not keep is zero or null. */
final class ShownMiner {
  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final String PEER = "12D3KooWSGfSqyXGNsKAWk86UCaYvLQWc1cMTD6PuCjuVVfzAnmU";
  private static final long NO_FAULT = -1;

  private final MinerState state;
  private final MinerView view;

  ShownMiner(MinerState state) {
    this.state = state;
    this.view = new MinerView(state);
  }

  /** Answer of StateMinerInfo. */
  record Info(
      Address owner,
      Address worker,
      String newWorker,
      @Nullable List<Address> controlAddresses,
      long workerChangeEpoch,
      String peerId,
      @Nullable List<byte[]> multiaddrs,
      @JsonProperty("WindowPoStProofType") int windowPostProofType,
      long sectorSize,
      @JsonProperty("WindowPoStPartitionSectors") long partitionSectors,
      long consensusFaultElapsed,
      @Nullable Address pendingOwnerAddress,
      @Nullable Address beneficiary,
      Term beneficiaryTerm,
      @Nullable Term pendingBeneficiaryTerm) {}

  /** How much goes to the beneficiary. */
  record Term(BigInteger quota, BigInteger usedQuota, long expiration) {}

  /** A deadline of StateMinerDeadlines. */
  record DeadlineAnswer(BitField postSubmissions, long disputableProofCount, BigInteger dailyFee) {}

  /** A sector of StateMinerSectors. */
  record Sector(
      long sectorNumber,
      long sealProof,
      @JsonProperty("SealedCID") Cid sealedCid,
      long activation,
      long expiration,
      BigInteger dealWeight,
      BigInteger verifiedDealWeight,
      BigInteger initialPledge,
      @Nullable BigInteger expectedDayReward,
      @Nullable BigInteger expectedStoragePledge,
      long powerBaseEpoch,
      @Nullable BigInteger replacedDayReward,
      @JsonProperty("SectorKeyCID") @Nullable Cid sectorKey,
      long flags,
      BigInteger dailyFee) {}

  Info info() {
    MinerInfo info = view.info();
    return new Info(
        info.owner(),
        info.worker(),
        info.newWorker(),
        info.controlAddresses(),
        info.workerChangeEpoch(),
        PEER,
        null,
        info.windowPoStProofType(),
        info.sectorSize(),
        info.windowPoStPartitionSectors(),
        NO_FAULT,
        null,
        info.beneficiary(),
        new Term(ZERO, ZERO, 0),
        null);
  }

  /** The deadline that a node shows at this epoch. */
  DeadlineInfo deadline(long epoch) {
    return view.provingDeadline(epoch);
  }

  List<DeadlineAnswer> deadlines() {
    return view.deadlines().stream().map(ShownMiner::shown).toList();
  }

  private static DeadlineAnswer shown(Deadline deadline) {
    return new DeadlineAnswer(deadline.postSubmissions(), deadline.disputableProofCount(), ZERO);
  }

  /** The partitions of one of the deadlines, an unsigned number. */
  List<Partition> partitions(long deadline) {
    return view.partitions(deadline);
  }

  /** Those of these numbers, or all. */
  List<Sector> sectors(@Nullable BitField numbers) {
    return view.sectors(numbers).stream().map(ShownMiner::shown).toList();
  }

  Optional<Sector> sector(long number) {
    return view.sector(number).map(ShownMiner::shown);
  }

  private static Sector shown(SectorOnChainInfo sector) {
    return new Sector(
        sector.sectorNumber(),
        sector.sealProof(),
        sector.sealedCid(),
        sector.activation(),
        sector.expiration(),
        ZERO,
        ZERO,
        ZERO,
        null,
        null,
        sector.activation(),
        null,
        sector.sectorKey(),
        1,
        ZERO);
  }

  BigInteger availableBalance() {
    return state.balance();
  }

  /** In bytes. */
  BigInteger power() {
    return state.power();
  }
}
