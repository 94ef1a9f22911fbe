package io.damocles.devnet.actor;

import java.math.BigInteger;
import java.util.List;

/**
 * The rules that a miner actor goes by.
 *
 * @param proofTypes the chain's numbers of the window proofs that the network allows
 * @param verifyAlways whether every proof is verified; the real actor only verifies those that
 *     recover sectors and leaves the others to disputes
 * @param faultFee for each sector that is faulty when its deadline ends, in atto
 */
public record ProvingPolicy(
    DeadlineRules deadlines,
    MessageLimits limits,
    List<Long> proofTypes,
    boolean verifyAlways,
    BigInteger faultFee) {
  private static final List<Long> MAINNET_TYPES = List.of(13L, 14L);
  private static final List<Long> ALL_TYPES = List.of(10L, 11L, 12L, 13L, 14L);

  public ProvingPolicy {
    proofTypes = List.copyOf(proofTypes);
    for (long type : proofTypes) {
      PostType.require(type);
    }
    if (faultFee.signum() < 0) {
      throw new IllegalArgumentException("the fault fee is " + faultFee + ", expected at least 0");
    }
  }

  /** The main network's values and behaviour. */
  public static ProvingPolicy mainnet() {
    return new ProvingPolicy(
        DeadlineRules.mainnet(), MessageLimits.mainnet(), MAINNET_TYPES, false, BigInteger.ZERO);
  }

  /** Sectors of every size, every proof verified. */
  public static ProvingPolicy devnet(DeadlineRules deadlines) {
    return new ProvingPolicy(deadlines, MessageLimits.mainnet(), ALL_TYPES, true, BigInteger.ZERO);
  }

  public ProvingPolicy withVerifyAlways(boolean always) {
    return new ProvingPolicy(deadlines, limits, proofTypes, always, faultFee);
  }

  /** With another fee for a faulty sector at its deadline's end, in atto. */
  public ProvingPolicy withFaultFee(BigInteger fee) {
    return new ProvingPolicy(deadlines, limits, proofTypes, verifyAlways, fee);
  }
}
