package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.message.DeclareFaultsParams;

/** Method 9, TerminateSectors: sectors end before their time; without fees here. */
final class TerminateSectors {
  private TerminateSectors() {}

  static MinerState run(Invocation call) {
    // The parameters have the shape of fault declarations.
    DeclareFaultsParams params = call.decode(DeclareFaultsParams::decode);
    MinerState state = call.state();
    Declarations declarations = Declarations.of(params.faults(), state.policy());
    call.requireController();
    return declarations.apply(
        state, call.epoch(), TerminateSectors::checkMutable, TerminateSectors::change);
  }

  private static void checkMutable(DeadlineWindow next) {
    if (!next.mutable()) {
      throw ActorFailure.illegalArgument(
          "cannot terminate sectors in immutable deadline " + next.index());
    }
  }

  private static PartitionState change(
      PartitionState partition, BitField sectors, DeadlineWindow next) {
    if (!partition.live().containsAll(sectors)) {
      throw ActorFailure.illegalArgument("can only terminate live sectors");
    }
    return partition.terminate(sectors);
  }
}
