package io.damocles.config;

import io.damocles.config.WorkerConfig.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code [sealing]}, or {@code sealing.*} of a thread: only what it says changes. */
final class SealingReader {
  static final Sealing DEFAULTS =
      new Sealing(List.of(), List.of(), Duration.ofSeconds(60), Duration.ofSeconds(30), 5);

  private static final Set<Long> SECTOR_SIZES =
      Set.of(2L << 10, 8L << 20, 512L << 20, 32L << 30, 64L << 30);
  private static final List<String> OF_OTHER_PLANS =
      List.of(
          "enable_deals",
          "disable_cc",
          "max_deals",
          "min_deal_space",
          "rpc_polling_interval",
          "ignore_proof_check",
          "request_task_max_retries",
          "verify_after_pc2");
  private static final String A_LIST_OF_SIZES =
      "a list of sector sizes: \"2KiB\", \"8MiB\", \"512MiB\", \"32GiB\", \"64GiB\"";

  private final TomlTable sealing;
  private final @Nullable TomlTable thread;

  SealingReader(TomlTable sealing) {
    this(sealing, null);
  }

  /** Operators also write the {@code allowed_*} keys into the thread's table itself. */
  SealingReader(TomlTable sealing, @Nullable TomlTable thread) {
    this.sealing = sealing;
    this.thread = thread;
  }

  Sealing over(Sealing fallback) {
    sealing.idle("seal_interval", "the next job is asked for at once");
    sealing.idle("max_retries", "the manager's JobMaxTry counts");
    sealing.idle(OF_OTHER_PLANS, WorkerConfigReader.OTHER_PLANS);
    return new Sealing(
        where("allowed_miners").unsigneds("allowed_miners").orElse(fallback.allowedMiners()),
        allowedSizes().orElse(fallback.allowedSizes()),
        WorkerConfigReader.positive(sealing, "recover_interval", fallback.recoverInterval()),
        WorkerConfigReader.duration(sealing, "seal_interval", fallback.sealInterval()),
        sealing
            .integer("max_retries", 0, Integer.MAX_VALUE)
            .map(Long::intValue)
            .orElse(fallback.maxRetries()));
  }

  private Optional<List<ByteSize>> allowedSizes() {
    return where("allowed_sizes")
        .list("allowed_sizes", A_LIST_OF_SIZES, SealingReader::sectorSize)
        .map(sizes -> sizes.stream().distinct().toList());
  }

  private TomlTable where(String key) {
    if (thread == null || !thread.has(key)) {
      return sealing;
    } else if (sealing.has(key)) {
      throw thread.error(key, "also given as sealing." + key + "; keep one of them", null);
    }
    return thread;
  }

  private static @Nullable ByteSize sectorSize(Object value) {
    var size = value instanceof String text ? ByteSize.parse(text) : null;
    return size != null && SECTOR_SIZES.contains(size.bytes()) ? size : null;
  }
}
