package io.damocles.devnet.execution;

import io.damocles.chain.Address;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.WindowPostCheck;
import java.util.OptionalLong;

/** One epoch's runtime: for a state, which moves from message to message. */
final class EpochRuntime implements ActorRuntime {
  private final long epoch;
  private final EpochRandomness randomness;
  private final PostVerifier verifier;
  private ChainState state;

  EpochRuntime(long epoch, ChainState state, EpochRandomness randomness, PostVerifier verifier) {
    this.epoch = epoch;
    this.state = state;
    this.randomness = randomness;
    this.verifier = verifier;
  }

  void enter(ChainState now) {
    state = now;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public byte[] ticketRandomness(long tag, long at, byte[] entropy) {
    return randomness.fromTickets(tag, at, entropy);
  }

  @Override
  public byte[] beaconRandomness(long tag, long at, byte[] entropy) {
    return randomness.fromBeacon(tag, at, entropy);
  }

  @Override
  public OptionalLong resolve(Address address) {
    return state.resolve(address);
  }

  @Override
  public boolean verifyWindowPost(WindowPostCheck check) {
    return verifier.verify(check);
  }
}
