package io.damocles.worker;

import io.damocles.config.ByteSize;
import io.damocles.config.ConfigException;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.prover.ProofType;
import io.damocles.wire.AllocateSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns what a thread may do into what it asks for. */
final class AskSpecs {
  private AskSpecs() {}

  /**
   * The spec of one thread.
   *
   * @param provable sector sizes in bytes that the prover can prove; absent if it does not tell
   * @throws ConfigException if a size is none of the network's, or cannot be proven here
   */
  static AllocateSpec of(Sealing sealing, Optional<Set<Long>> provable, Duration longPoll) {
    Set<Long> sizes = new TreeSet<>();
    for (ByteSize size : sealing.allowedSizes()) {
      if (types(size.bytes()).isEmpty()) {
        throw new ConfigException(
            "allowed_sizes: no sector has " + size + "; allowed are 2KiB 8MiB 512MiB 32GiB 64GiB");
      }
      if (provable.filter(known -> !known.contains(size.bytes())).isPresent()) {
        throw new ConfigException(
            "allowed_sizes: there are no parameters for sectors of " + size + " here");
      }
      sizes.add(size.bytes());
    }
    List<String> types =
        (sizes.isEmpty() ? provable.orElse(Set.of()) : sizes)
            .stream().flatMap(size -> types(size).stream()).toList();
    return new AllocateSpec(sealing.allowedMiners(), types, longPoll.toMillis());
  }

  private static List<String> types(long size) {
    return Arrays.stream(ProofType.values())
        .filter(type -> type.sectorSize() == size)
        .map(ProofType::wireName)
        .toList();
  }
}
