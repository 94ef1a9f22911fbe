package io.damocles.devnet.actor;

import io.damocles.chain.ExitCode;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;

/** Method 5, SubmitWindowedPoSt: partitions of the open deadline are proven. */
final class SubmitPost {
  private final Invocation call;
  private final MinerState state;
  private final SubmitWindowedPoStParams params;

  SubmitPost(Invocation call) {
    this.call = call;
    this.state = call.state();
    this.params = call.decode(SubmitWindowedPoStParams::decode);
  }

  MinerState run() {
    DeadlineWindow window = new PostChecks(call, params).check();
    ProvenPartitions proven = apply(window);
    if (proven.good().isEmpty()) {
      throw ActorFailure.illegalArgument("cannot prove partitions with no active sectors");
    }
    PoStProof proof = params.proofs().get(0);
    boolean verify = proven.recovers() || state.policy().verifyAlways();
    if (verify
        && !WindowVerification.verify(call, window, proven.good(), proof.type(), proof.bytes())) {
      throw ActorFailure.illegalArgument("invalid post was submitted");
    }
    if (state.funds().free().signum() < 0) {
      throw new ActorFailure(ExitCode.BALANCE_INVARIANTS_BROKEN, "balance invariants broken");
    }
    // A proof that is recorded can be disputed, as on a real chain, even where it was verified.
    DeadlineState deadline =
        proven.recovers()
            ? proven.deadline()
            : proven.deadline().withSubmission(proven.indices(), proof.type(), proof.bytes());
    return state.withDeadline(window.index(), deadline);
  }

  private ProvenPartitions apply(DeadlineWindow window) {
    DeadlineState deadline = state.deadlines().get((int) window.index());
    long expiry = window.last() + state.policy().deadlines().faultMaxAge();
    try {
      return ProvenPartitions.of(deadline, params.partitions(), expiry);
    } catch (ActorFailure failure) {
      throw failure.within("failed to process post submission for deadline " + params.deadline());
    }
  }
}
