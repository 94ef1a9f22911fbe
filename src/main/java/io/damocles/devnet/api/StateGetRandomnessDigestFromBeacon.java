package io.damocles.devnet.api;

import io.damocles.chain.BlockHeader;
import java.util.List;

/** {@code StateGetRandomnessDigestFromBeacon(epoch, tipset)}. */
final class StateGetRandomnessDigestFromBeacon extends DigestCall {
  StateGetRandomnessDigestFromBeacon(Node node) {
    super(node, "StateGetRandomnessDigestFromBeacon");
  }

  @Override
  byte[] source(BlockHeader block) {
    List<BlockHeader.BeaconEntry> entries = block.beaconEntries();
    return entries == null || entries.isEmpty() ? new byte[0] : entries.get(0).data();
  }
}
