package io.damocles.chain.node;

import java.math.BigInteger;

/**
 * What a message may cost beyond what it says itself; damocles' SendSpec.
 *
 * @param gasOverEstimation factor on the gas limit; for the messager, a node has its own
 * @param gasOverPremium factor on the gas premium; 0 for none
 * @param maxFee in attoFIL; 0 for the pool's own limit
 */
public record PushSpec(double gasOverEstimation, double gasOverPremium, BigInteger maxFee) {}
