package io.damocles.devnet.actor;

import java.util.List;

/** What the end of an epoch did to a miner. */
public record EpochEnd(MinerState state, List<CloseReport> closes) {}
