package io.damocles.devnet.actor;

import io.damocles.chain.BitField;

/** A proof that recovered nothing, kept so that it can be disputed. */
record PostRecord(long index, BitField partitions, long proofType, byte[] proof) {}
