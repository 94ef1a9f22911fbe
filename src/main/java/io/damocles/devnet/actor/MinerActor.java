package io.damocles.devnet.actor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for the miner actor: knows no method. */
public final class MinerActor {
  private static final int UNHANDLED = 22;

  private MinerActor() {}

  public static ActorOutcome call(
      MinerState state, long method, long caller, byte @Nullable [] params, ActorRuntime runtime) {
    return new ActorOutcome(state, UNHANDLED, "invalid method: " + method);
  }

  public static EpochEnd endOfEpoch(MinerState state, ActorRuntime runtime) {
    return new EpochEnd(state, List.of());
  }
}
