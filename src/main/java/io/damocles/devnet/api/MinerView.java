package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Partition;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A miner as a node shows it; everything that the calls about miners answer comes from here. */
interface MinerView {

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
      Address beneficiary,
      Term beneficiaryTerm,
      @Nullable Term pendingBeneficiaryTerm) {}

  /** How much goes to the beneficiary. */
  record Term(BigInteger quota, BigInteger usedQuota, long expiration) {
    static final Term NONE = new Term(BigInteger.ZERO, BigInteger.ZERO, 0);
  }

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

  Info info();

  /** The deadline that a node shows at this epoch. */
  DeadlineInfo deadline(long epoch);

  List<DeadlineAnswer> deadlines();

  /** The partitions of one of the deadlines. */
  List<Partition> partitions(int deadline);

  /** By number. */
  NavigableMap<Long, Sector> sectors();

  BigInteger availableBalance();

  /** In bytes. */
  BigInteger power();
}
