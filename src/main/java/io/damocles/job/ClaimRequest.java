package io.damocles.job;

import java.util.Set;

/**
 * What a worker may and can take.
 *
 * @param worker instance name
 * @param miners actor ids; empty: any
 * @param proofTypes wire names; empty: any
 * @param count how many jobs at the most
 */
public record ClaimRequest(String worker, Set<Long> miners, Set<String> proofTypes, int count) {

  /** The filters alone: two requests with equal filters find the same jobs. */
  public record Filter(Set<Long> miners, Set<String> proofTypes) {}

  /** Whether this worker may take jobs of that miner and proof type. */
  public boolean mayTake(long miner, String proofType) {
    return (miners.isEmpty() || miners.contains(miner))
        && (proofTypes.isEmpty() || proofTypes.contains(proofType));
  }

  /** This request's filters. */
  public Filter filter() {
    return new Filter(miners, proofTypes);
  }
}
