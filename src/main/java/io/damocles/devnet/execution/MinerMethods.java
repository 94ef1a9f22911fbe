package io.damocles.devnet.execution;

import io.damocles.devnet.actor.ActorOutcome;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.EpochEnd;
import io.damocles.devnet.actor.MinerActor;
import io.damocles.devnet.actor.MinerState;
import org.jspecify.annotations.Nullable;

/** What runs a miner's methods and the end of its epochs. */
public interface MinerMethods {
  /** The miner actor. */
  MinerMethods ACTOR =
      new MinerMethods() {
        @Override
        public ActorOutcome call(
            MinerState state,
            long method,
            long caller,
            byte @Nullable [] params,
            ActorRuntime runtime) {
          return MinerActor.call(state, method, caller, params, runtime);
        }

        @Override
        public EpochEnd endOfEpoch(MinerState state, ActorRuntime runtime) {
          return MinerActor.endOfEpoch(state, runtime);
        }
      };

  ActorOutcome call(
      MinerState state, long method, long caller, byte @Nullable [] params, ActorRuntime runtime);

  EpochEnd endOfEpoch(MinerState state, ActorRuntime runtime);
}
