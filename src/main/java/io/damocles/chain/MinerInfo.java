package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a miner is. {@code newWorker} is {@code <empty>} if there is none. */
public record MinerInfo(
    Address owner,
    Address worker,
    String newWorker,
    @Nullable List<Address> controlAddresses,
    long workerChangeEpoch,
    @JsonProperty("PeerId") @JsonAlias("PeerID") @Nullable String peerId,
    @Nullable List<byte[]> multiaddrs,
    int windowPoStProofType,
    long sectorSize,
    long windowPoStPartitionSectors,
    @Nullable Address pendingOwnerAddress,
    @Nullable Address beneficiary,
    @Nullable BeneficiaryTerm beneficiaryTerm) {

  /** How much goes to the beneficiary, and until when. */
  public record BeneficiaryTerm(BigInteger quota, BigInteger usedQuota, long expiration) {}
}
