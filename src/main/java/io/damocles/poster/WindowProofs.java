package io.damocles.poster;

import io.damocles.prover.ProofType;
import io.vertx.core.Future;

/** Which window proof a miner owes. */
final class WindowProofs {
  /** From this network version on proofs are of the second kind (FIP-0061). */
  private static final int SECOND_KIND_FROM = 19;

  private static final int KINDS_APART = 5;

  private WindowProofs() {}

  /** The proof type that the duty's miner owes at the head. */
  static Future<ProofType> owed(Duty duty) {
    return duty.parts
        .chain()
        .minerInfo(duty.address, duty.head().key())
        .compose(
            info ->
                duty.parts
                    .chain()
                    .networkVersion(duty.head().key())
                    .map(version -> owed(info.windowPoStProofType(), version)));
  }

  /**
   * The proof type, whatever newer version the network has (design D16).
   *
   * @param registered the miner's type as the chain numbers it, of either kind
   */
  static ProofType owed(int registered, int networkVersion) {
    ProofType type = byNumber(registered);
    if (type.number() >= ProofType.WINDOW_2KIB_V1_2.number() || networkVersion < SECOND_KIND_FROM) {
      return type;
    }
    return byNumber(registered + KINDS_APART);
  }

  /** Whether proofs of this type that were made alone can be merged (proofs.md §3.6). */
  static boolean canMerge(ProofType type) {
    return type.number() >= ProofType.WINDOW_2KIB_V1_2.number();
  }

  private static ProofType byNumber(int number) {
    return ProofType.byNumber(number)
        .filter(ProofType::isWindow)
        .orElseThrow(
            () -> new IllegalStateException("window proof type " + number + " is unknown"));
  }
}
