package io.damocles.prover;

/** The 32 bytes in which proofs name a miner: the varint of its actor id, padded with zeroes. */
final class ProverId {
  private ProverId() {}

  static byte[] of(long miner) {
    var id = new byte[32];
    long rest = miner;
    int length = 0;
    while (Long.compareUnsigned(rest, 0x7f) > 0) {
      id[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    id[length] = (byte) rest;
    return id;
  }
}
