package io.damocles.wire;

import java.util.List;

/** The proofs of several partitions as one. */
public final class ProofBytes {
  private ProofBytes() {}

  /** Their bytes, one after the other. */
  public static byte[] joined(List<byte[]> proofs) {
    byte[] whole = new byte[proofs.stream().mapToInt(proof -> proof.length).sum()];
    int at = 0;
    for (byte[] proof : proofs) {
      System.arraycopy(proof, 0, whole, at, proof.length);
      at += proof.length;
    }
    return whole;
  }
}
