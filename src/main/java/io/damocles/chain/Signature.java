package io.damocles.chain;

/** A signature; type 1 is secp256k1, 2 BLS. */
public record Signature(int type, byte[] data) {
  public static final int SECP256K1 = 1;
  public static final int BLS = 2;
}
