package io.damocles.devnet.actor;

import static io.damocles.devnet.actor.ActorFailure.illegalArgument;

import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.prover.ProofType;
import java.util.Arrays;

/** What a window PoSt must be before its partitions are looked at, in the actor's order. */
final class PostChecks {
  private static final int RANDOMNESS_BYTES = 32;

  /** The tag of the chain's randomness that ties a proof to a branch. */
  private static final long CHAIN_COMMIT = 9;

  private final Invocation call;
  private final ProvingPolicy policy;
  private final SubmitWindowedPoStParams params;

  PostChecks(Invocation call, SubmitWindowedPoStParams params) {
    this.call = call;
    this.policy = call.state().policy();
    this.params = params;
  }

  /** The window that the proof is for. */
  DeadlineWindow check() {
    checkShape();
    call.requireController();
    checkProof();
    DeadlineWindow window = call.state().window(call.epoch());
    checkTime(window);
    return window;
  }

  /** These come before the caller is looked at. */
  private void checkShape() {
    int proofs = params.proofs().size();
    if (proofs != 1) {
      throw illegalArgument("expected exactly one proof, got " + proofs);
    }
    long type = proof().type();
    if (!policy.proofTypes().contains(type)) {
      throw illegalArgument("proof type " + PostType.name(type) + " not allowed");
    }
    int deadlines = policy.deadlines().count();
    if (Long.compareUnsigned(params.deadline(), deadlines) >= 0) {
      throw illegalArgument(
          "invalid deadline " + Long.toUnsignedString(params.deadline()) + " of " + deadlines);
    }
    int bytes = params.chainCommitRand().length;
    if (bytes > RANDOMNESS_BYTES) {
      throw illegalArgument("expected at most 32 bytes of randomness, got " + bytes);
    }
  }

  private void checkProof() {
    PoStProof proof = proof();
    long expected = call.state().proofType();
    if (proof.type() != expected) {
      throw illegalArgument(
          "expected proof of type "
              + PostType.name(expected)
              + ", got "
              + PostType.name(proof.type()));
    }
    int partitions = params.partitions().size();
    long most = (long) ProofType.PARTITION_PROOF_BYTES * partitions;
    if (proof.bytes().length > most) {
      throw illegalArgument("expected proof to be smaller than " + most + " bytes");
    }
    int limit = policy.limits().provenPartitions();
    if (partitions > limit) {
      throw illegalArgument("too many partitions " + partitions + ", limit " + limit);
    }
  }

  private void checkTime(DeadlineWindow window) {
    long epoch = call.epoch();
    if (params.deadline() != window.index()) {
      throw illegalArgument(
          "invalid deadline %d at epoch %d, expected %d"
              .formatted(params.deadline(), epoch, window.index()));
    }
    long commit = params.chainCommitEpoch();
    if (commit < window.challenge()) {
      throw illegalArgument(
          "expected chain commit epoch " + commit + " to be after " + window.challenge());
    }
    if (commit >= epoch) {
      throw illegalArgument(
          "chain commit epoch " + commit + " must be less than the current epoch " + epoch);
    }
    byte[] drawn = call.runtime().ticketRandomness(CHAIN_COMMIT, commit, new byte[0]);
    if (!Arrays.equals(drawn, params.chainCommitRand())) {
      throw illegalArgument("post commit randomness mismatched");
    }
  }

  private PoStProof proof() {
    return params.proofs().get(0);
  }
}
