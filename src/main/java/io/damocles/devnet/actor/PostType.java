package io.damocles.devnet.actor;

import io.damocles.prover.ProofType;
import java.util.Arrays;
import java.util.Optional;

/** A window proof as the actor sees it: by its number on chain. */
final class PostType {
  /** Sector sizes that the chain knows; seal and window types repeat in their order. */
  private static final int SIZES = 5;

  private static final int LAST_SEAL_TYPE = 19;

  private PostType() {}

  static Optional<ProofType> of(long number) {
    return Arrays.stream(ProofType.values()).filter(type -> type.number() == number).findFirst();
  }

  static ProofType require(long number) {
    return of(number)
        .filter(ProofType::isWindow)
        .orElseThrow(() -> new IllegalArgumentException(number + " is no type of a window proof"));
  }

  /** As the actor's messages print it. */
  static String name(long number) {
    return of(number)
        .map(type -> type.wireName().replace("Drg", "DRG").replace("V1_2", "V1P1"))
        .orElse("Invalid(" + number + ")");
  }

  /** Whether sectors of that seal type are proven with window proofs of that type. */
  static boolean proves(long number, long sealType) {
    return sealType >= 0 && sealType <= LAST_SEAL_TYPE && sealType % SIZES == number % SIZES;
  }
}
