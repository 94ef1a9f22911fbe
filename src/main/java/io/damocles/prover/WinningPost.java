package io.damocles.prover;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Winning proofs of tasks in the form of a processor's, whose sectors are drawn already. */
public final class WinningPost {
  private final NativeProofs proofs;

  public WinningPost(NativeProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * Reads, proves and verifies; blocks for as long as that takes.
   *
   * @return 192 bytes
   * @throws ProverException if the task is not one sector's, or the sector is bad; there are no
   *     faults in a winning proof's answer
   */
  public byte[] prove(WindowPostTask task) throws ProverException {
    if (task.proofType().isWindow()) {
      throw new ProverException(
          "proof_type " + task.proofType().wireName() + " is not one of a winning proof");
    }
    Replica replica = only(task.replicas());
    try (NativeJob job = proofs.newJob()) {
      byte[] proof =
          proofs.winningPost(
              task.proofType(), task.seed(), task.minerId(), vanilla(task, replica, job), job);
      Map<Long, byte[]> drawn = Map.of(replica.sectorId(), replica.commR());
      if (!proofs.verifyWinningPost(task.proofType(), task.seed(), task.minerId(), proof, drawn)) {
        throw new ProverException("the proof that was made is not valid");
      }
      return proof;
    }
  }

  private byte[] vanilla(WindowPostTask task, Replica replica, NativeJob job)
      throws ProverException {
    VanillaBatch batch =
        proofs.vanillaProofs(task.proofType(), task.seed(), task.minerId(), List.of(replica), job);
    for (SectorFault fault : batch.faults()) {
      throw new ProverException(
          "sector " + Long.toUnsignedString(fault.sectorId()) + ": " + fault.reason());
    }
    return batch.proofs().get(0);
  }

  /** As damocles' processor has it, the last of several replicas of one sector counts. */
  private static Replica only(List<Replica> replicas) throws ProverException {
    Map<Long, Replica> distinct = new TreeMap<>();
    replicas.forEach(replica -> distinct.put(replica.sectorId(), replica));
    if (distinct.size() != 1) {
      throw new ProverException(
          "a winning proof is of 1 sector, the task has " + distinct.size() + " in replicas");
    }
    return distinct.values().iterator().next();
  }
}
