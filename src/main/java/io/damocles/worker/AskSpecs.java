package io.damocles.worker;

import io.damocles.config.ByteSize;
import io.damocles.config.ConfigException;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.prover.ProofType;
import io.damocles.wire.AllocateSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns what a thread may do into what it asks for. */
final class AskSpecs {
  private AskSpecs() {}

  /**
   * The spec of one thread.
   *
   * @throws ConfigException if a size is none of the network's
   */
  static AllocateSpec of(Sealing sealing, Duration longPoll) {
    List<String> types = new ArrayList<>();
    for (ByteSize size : sealing.allowedSizes()) {
      List<String> named =
          Arrays.stream(ProofType.values())
              .filter(type -> type.sectorSize() == size.bytes())
              .map(ProofType::wireName)
              .toList();
      if (named.isEmpty()) {
        throw new ConfigException(
            "allowed_sizes: no sector has " + size + "; allowed are 2KiB 8MiB 512MiB 32GiB 64GiB");
      }
      types.addAll(named);
    }
    return new AllocateSpec(sealing.allowedMiners(), types, longPoll.toMillis());
  }
}
