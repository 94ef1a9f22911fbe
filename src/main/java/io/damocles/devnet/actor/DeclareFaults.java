package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.message.DeclareFaultsParams;

/** Method 10, DeclareFaults: sectors are given up before they are due. */
final class DeclareFaults {
  private DeclareFaults() {}

  static MinerState run(Invocation call) {
    DeclareFaultsParams params = call.decode(DeclareFaultsParams::decode);
    MinerState state = call.state();
    Declarations declarations = Declarations.of(params.faults(), state.policy());
    call.requireController();
    return declarations.apply(
        state, call.epoch(), Declarations.notLate("fault"), DeclareFaults::change);
  }

  private static PartitionState change(
      PartitionState partition, BitField sectors, DeadlineWindow next) {
    Declarations.checkWithin(partition, sectors, "fault");
    return partition.fault(sectors, next.last() + next.rules().faultMaxAge());
  }
}
