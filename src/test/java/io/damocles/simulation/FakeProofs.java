package io.damocles.simulation;

import io.damocles.chain.Blake2b;
import io.damocles.prover.ProofType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proofs that are a digest of what they prove, and merge and verify as the real ones do (proofs.md
 * §3.6): the sorted sectors are cut into partitions, each with 192 bytes of its own.
 */
final class FakeProofs {
  private FakeProofs() {}

  /** The proof of these sectors, by their commR. */
  static byte[] prove(ProofType type, byte[] seed, long miner, Map<Long, byte[]> sectors) {
    SortedMap<Long, byte[]> sorted = new TreeMap<>(Long::compareUnsigned);
    sorted.putAll(sectors);
    List<Map.Entry<Long, byte[]>> all = new ArrayList<>(sorted.entrySet());
    ByteBuffer proof = ByteBuffer.allocate(type.proofBytes(all.size()));
    for (int from = 0; from < all.size(); from += type.partitionSectors()) {
      int to = Math.min(from + type.partitionSectors(), all.size());
      byte[] digest = chunk(seed, miner, all.subList(from, to));
      for (int i = 0; i < ProofType.PARTITION_PROOF_BYTES / digest.length; i++) {
        proof.put(digest);
      }
    }
    return proof.array();
  }

  static boolean verify(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sectors) {
    return Arrays.equals(proof, prove(type, seed, miner, sectors));
  }

  private static byte[] chunk(byte[] seed, long miner, List<Map.Entry<Long, byte[]>> sectors) {
    ByteBuffer content = ByteBuffer.allocate(seed.length + 8 + sectors.size() * 40);
    content.put(seed).putLong(miner);
    for (Map.Entry<Long, byte[]> sector : sectors) {
      content.putLong(sector.getKey()).put(sector.getValue());
    }
    return Blake2b.hash256(content.array());
  }
}
