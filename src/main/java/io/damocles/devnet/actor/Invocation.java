package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import io.damocles.chain.CodecException;
import io.damocles.chain.ExitCode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A message that a miner runs. */
record Invocation(MinerState state, long caller, byte @Nullable [] params, ActorRuntime runtime) {

  long epoch() {
    return runtime.epoch();
  }

  <T> T decode(Function<byte[], T> decoder) {
    byte[] given = params;
    if (given == null || given.length == 0) {
      throw ActorFailure.illegalArgument("method expects arguments");
    }
    try {
      return decoder.apply(given);
    } catch (CodecException e) {
      throw new ActorFailure(
          ExitCode.SERIALIZATION,
          "Serialization error for Cbor protocol: Msg(\"" + e.getMessage() + "\")");
    }
  }

  void requireController() {
    if (!state.keys().allow(caller)) {
      throw ActorFailure.forbidden("caller " + Address.ofId(caller) + " is not one of supported");
    }
  }
}
