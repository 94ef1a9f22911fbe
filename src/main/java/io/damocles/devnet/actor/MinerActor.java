package io.damocles.devnet.actor;

import io.damocles.chain.ExitCode;
import org.jspecify.annotations.Nullable;

/** The miner actor: what messages and the ends of epochs do to a miner. */
public final class MinerActor {
  private MinerActor() {}

  /**
   * Runs a message.
   *
   * @param method its unsigned number
   * @param caller the sender's id
   * @param params CBOR; no bytes count as none
   */
  public static ActorOutcome call(
      MinerState state, long method, long caller, byte @Nullable [] params, ActorRuntime runtime) {
    try {
      MinerMethod known = MinerMethod.of(method).orElseThrow(() -> unknown(method));
      MinerState after = known.run(new Invocation(state, caller, params, runtime));
      return new ActorOutcome(after, 0, "");
    } catch (ActorFailure failure) {
      return new ActorOutcome(state, failure.exitCode(), failure.text());
    }
  }

  private static ActorFailure unknown(long method) {
    return new ActorFailure(
        ExitCode.UNHANDLED_MESSAGE, "invalid method: " + Long.toUnsignedString(method));
  }

  /** What comes after an epoch's messages, in null rounds too; nothing unless a deadline ends. */
  public static EpochEnd endOfEpoch(MinerState state, ActorRuntime runtime) {
    return DeadlineEnd.run(state, runtime.epoch());
  }
}
