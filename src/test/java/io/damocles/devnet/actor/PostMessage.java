package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window PoSt that is right unless a test says otherwise. */
final class PostMessage {
  private final MinerRun run;
  private final List<PoStPartition> partitions = new ArrayList<>();
  private @Nullable List<PoStProof> proofs;
  private long caller = MinerRun.WORKER;
  private long deadline = MinerRun.DEADLINE;
  private long commitEpoch;
  private byte @Nullable [] randomness;

  PostMessage(MinerRun run) {
    this.run = run;
    commitEpoch = run.state.window(run.epoch).challenge();
  }

  PostMessage of(long index, long... skipped) {
    partitions.add(new PoStPartition(index, BitField.of(skipped)));
    return this;
  }

  PostMessage by(long other) {
    caller = other;
    return this;
  }

  PostMessage deadline(long other) {
    deadline = other;
    return this;
  }

  PostMessage proof(byte... bytes) {
    return proofs(new PoStProof(MinerRun.WINDOW_2KIB, bytes));
  }

  PostMessage badProof() {
    return proof(new byte[192]);
  }

  PostMessage proofs(PoStProof... all) {
    proofs = List.of(all);
    return this;
  }

  PostMessage commit(long epoch) {
    commitEpoch = epoch;
    return this;
  }

  PostMessage randomness(byte... bytes) {
    randomness = bytes;
    return this;
  }

  byte[] params() {
    List<PoStProof> given =
        proofs != null
            ? proofs
            : List.of(new PoStProof(MinerRun.WINDOW_2KIB, MinerRun.goodProof(partitions.size())));
    byte[] drawn =
        randomness != null ? randomness : run.ticketRandomness(9, commitEpoch, new byte[0]);
    return new SubmitWindowedPoStParams(deadline, partitions, given, commitEpoch, drawn).encode();
  }

  ActorOutcome send() {
    return run.call(5, caller, params());
  }

  int exitCode() {
    return send().exitCode();
  }
}
