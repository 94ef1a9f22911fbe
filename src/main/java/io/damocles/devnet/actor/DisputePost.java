package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.CborReader;
import java.util.List;

/**
 * Method 24, DisputeWindowedPoSt: anybody shows that a proof which was taken unverified is bad. Its
 * sectors become faulty; penalties and rewards are left out.
 */
final class DisputePost {
  private final Invocation call;
  private final MinerState state;
  private final Params params;

  private record Params(long deadline, long index) {
    static Params read(CborReader in) {
      in.array(2);
      return new Params(in.unsigned(), in.unsigned());
    }
  }

  DisputePost(Invocation call) {
    this.call = call;
    this.state = call.state();
    this.params = call.decode(cbor -> CborReader.readAll(cbor, Params::read));
  }

  MinerState run() {
    DeadlineWindow closed = closedWindow();
    DeadlineState deadline = state.deadlines().get((int) params.deadline);
    PostRecord post = post(deadline);
    List<Long> partitions = post.partitions().stream().boxed().toList();
    BitField disputed =
        BitField.union(
            partitions.stream().map(index -> snapshot(deadline, index).active()).toList());
    if (WindowVerification.verify(call, closed, disputed, post.proofType(), post.proof())) {
      throw ActorFailure.illegalArgument("failed to dispute valid post");
    }
    long expiry = closed.last() + state.policy().deadlines().faultMaxAge();
    DeadlineState changed =
        deadline.withDisputable(
            deadline.disputable().stream().filter(kept -> kept.index() != post.index()).toList());
    for (long index : partitions) {
      BitField gone = snapshot(deadline, index).active();
      changed = changed.withPartition(index, changed.partition(index).fault(gone, expiry));
    }
    return state.withDeadline(params.deadline, changed);
  }

  /** The window whose proofs are disputed. */
  private DeadlineWindow closedWindow() {
    DeadlineRules rules = state.policy().deadlines();
    if (Long.compareUnsigned(params.deadline, rules.count()) >= 0) {
      throw ActorFailure.illegalArgument(
          "invalid deadline %s of %d"
              .formatted(Long.toUnsignedString(params.deadline), rules.count()));
    }
    DeadlineWindow next = state.nextWindow(params.deadline, call.epoch());
    if (!next.takesDisputes()) {
      throw ActorFailure.forbidden(
          "can only dispute window posts during the dispute window"
              + " (%d epochs after the challenge window closes)".formatted(rules.disputeWindow()));
    }
    return next.previous();
  }

  private PostRecord post(DeadlineState deadline) {
    return deadline.disputable().stream()
        .filter(record -> record.index() == params.index)
        .findFirst()
        .orElseThrow(
            () ->
                ActorFailure.illegalArgument(
                    "failed to find PoSt " + Long.toUnsignedString(params.index)));
  }

  private static PartitionState snapshot(DeadlineState deadline, long index) {
    return deadline.snapshot().get((int) index);
  }
}
