package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.ExitCode;
import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import java.math.BigInteger;

/** Method 11, DeclareFaultsRecovered: faulty sectors are to be proven again. */
final class DeclareRecoveries {
  private DeclareRecoveries() {}

  static MinerState run(Invocation call) {
    DeclareFaultsRecoveredParams params = call.decode(DeclareFaultsRecoveredParams::decode);
    MinerState state = call.state();
    Declarations declarations = Declarations.of(params.recoveries(), state.policy());
    Funds paid = repay(state.funds());
    call.requireController();
    if (call.epoch() <= state.consensusFaultElapsed()) {
      throw ActorFailure.forbidden("recovery not allowed during active consensus fault");
    }
    MinerState changed =
        declarations.apply(
            state, call.epoch(), Declarations.notLate("recovery"), DeclareRecoveries::change);
    return changed.withFunds(paid);
  }

  private static PartitionState change(
      PartitionState partition, BitField sectors, DeadlineWindow next) {
    Declarations.checkWithin(partition, sectors, "recovery");
    return partition.declareRecovered(sectors);
  }

  /** The whole debt, or nothing is declared. */
  private static Funds repay(Funds funds) {
    BigInteger free = funds.free();
    if (free.signum() < 0) {
      throw new ActorFailure(ExitCode.ILLEGAL_STATE, "unlocked balance " + free + " is negative");
    }
    if (free.compareTo(funds.feeDebt()) < 0) {
      throw new ActorFailure(
          ExitCode.INSUFFICIENT_FUNDS,
          "unlocked balance can not repay fee debt (%s < %s)".formatted(free, funds.feeDebt()));
    }
    return funds.payDebt();
  }
}
