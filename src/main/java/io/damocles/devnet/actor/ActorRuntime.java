package io.damocles.devnet.actor;

import io.damocles.chain.Address;
import java.util.OptionalLong;

/** What the chain gives to an actor that runs. */
public interface ActorRuntime {
  /** The epoch in which the message is executed. */
  long epoch();

  /** 32 bytes from the ticket of an epoch before this one. */
  byte[] ticketRandomness(long tag, long epoch, byte[] entropy);

  /** 32 bytes from the beacon; the epoch may be negative. */
  byte[] beaconRandomness(long tag, long epoch, byte[] entropy);

  OptionalLong resolve(Address address);

  /** Whether the proof is good; proofs that cannot even be read are not. */
  boolean verifyWindowPost(WindowPostCheck check);
}
