package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import java.util.OptionalLong;

/** What the chain gives to an actor that runs. */
public interface ActorRuntime {
  long epoch();

  byte[] ticketRandomness(long tag, long epoch, byte[] entropy);

  byte[] beaconRandomness(long tag, long epoch, byte[] entropy);

  OptionalLong resolve(Address address);

  boolean verifyWindowPost(WindowPostCheck check);
}
