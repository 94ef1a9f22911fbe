package io.damocles.chain;

import java.math.BigInteger;
import java.util.List;

/** What is used of a block's header; {@code timestamp} in unix seconds. */
public record BlockHeader(
    Address miner, List<Cid> parents, long height, long timestamp, BigInteger parentBaseFee) {}
