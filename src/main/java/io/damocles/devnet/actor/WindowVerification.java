package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import java.util.List;

/** Verifies window proofs of a miner against a deadline's challenge. */
final class WindowVerification {
  /** The tag of a window's challenge. */
  private static final long WINDOW_CHALLENGE = 4;

  /** Randomness must be an element of the proofs' field, which has 255 bits. */
  private static final int LAST_BYTE_MASK = 0x3f;

  private WindowVerification() {}

  static boolean verify(
      Invocation call, DeadlineWindow window, BitField good, long proofType, byte[] proof) {
    MinerState state = call.state();
    List<SectorOnChainInfo> sectors = state.sectors().in(good);
    if (!sectors.stream().allMatch(sector -> PostType.proves(proofType, sector.sealProof()))) {
      return false;
    }
    byte[] entropy = ProvingCalendar.entropy(state.id());
    byte[] drawn =
        call.runtime().beaconRandomness(WINDOW_CHALLENGE, window.challenge(), entropy).clone();
    drawn[drawn.length - 1] &= LAST_BYTE_MASK;
    return call.runtime()
        .verifyWindowPost(new WindowPostCheck(state.id(), drawn, sectors, proofType, proof));
  }
}
