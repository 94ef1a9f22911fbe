package io.damocles.chain;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b, the chain's hash (RFC 7693), without a key. */
public final class Blake2b {
  private Blake2b() {}

  /** The 32 bytes of BLAKE2b-256 over the parts, one after the other. */
  public static byte[] hash256(byte[]... parts) {
    return hash(32, parts);
  }

  /**
   * The first-class hash of any length up to 64 bytes over the parts, one after the other.
   *
   * @param length in bytes
   */
  static byte[] hash(int length, byte[]... parts) {
    var digest = new Blake2bDigest(length * Byte.SIZE);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] sum = new byte[length];
    digest.doFinal(sum, 0);
    return sum;
  }
}
