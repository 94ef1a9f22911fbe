package io.damocles.chain;

/** A network's parameters. */
public record NetworkParams(String networkName, long blockDelaySecs, long genesisTimestamp) {}
