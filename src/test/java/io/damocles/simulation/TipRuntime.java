package io.damocles.simulation;

import io.damocles.chain.Address;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.devnet.actor.ActorRuntime;
import io.damocles.devnet.actor.WindowPostCheck;
import io.damocles.devnet.random.Randomness;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What an actor is given in an epoch, and a node's randomness at a tipset. */
record TipRuntime(long seed, long epoch, Tip tip) implements ActorRuntime {

  @Override
  public byte[] ticketRandomness(long tag, long at, byte[] entropy) {
    expectPast(at);
    return Randomness.draw(tag, tip.atOrAfter(Math.max(0, at)).ticket(), at, entropy);
  }

  @Override
  public byte[] beaconRandomness(long tag, long at, byte[] entropy) {
    expectPast(at);
    long beacon = tip.atOrAfter(Math.max(0, at)).beacon();
    byte[] entry = ByteBuffer.allocate(24).putLong(seed).putLong(at).putLong(beacon).array();
    return Randomness.draw(tag, entry, at, entropy);
  }

  private void expectPast(long at) {
    if (at > epoch) {
      throw new IllegalStateException(
          "cannot draw randomness from the future: %d at %d".formatted(at, epoch));
    }
  }

  @Override
  public OptionalLong resolve(Address address) {
    return OptionalLong.of(address.id());
  }

  @Override
  public boolean verifyWindowPost(WindowPostCheck check) {
    Map<Long, byte[]> sectors = new HashMap<>();
    for (SectorOnChainInfo sector : check.sectors()) {
      sectors.put(sector.sectorNumber(), sector.sealedCid().digest());
    }
    return FakeProofs.verify(
        SimulatedChain.TYPE, check.randomness(), check.miner(), check.proof(), sectors);
  }
}
