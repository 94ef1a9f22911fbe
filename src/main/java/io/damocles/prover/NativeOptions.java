package io.damocles.prover;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the native library and its files are; decided once per process.
 *
 * @param library the library, or null for the one in the jar
 * @param parameterDir Groth16 parameters, or null for {@code FIL_PROOFS_PARAMETER_CACHE}, else
 *     {@code /var/tmp/filecoin-proof-parameters}
 * @param parentCacheDir cache of sealing (tests only), or null for {@code FIL_PROOFS_PARENT_CACHE}
 * @param vanillaThreads sectors that one proof reads at the same time; 0 for the default of 32
 */
public record NativeOptions(
    @Nullable Path library,
    @Nullable Path parameterDir,
    @Nullable Path parentCacheDir,
    int vanillaThreads) {

  /** The library in the jar, with what the environment says. */
  public static final NativeOptions DEFAULT = new NativeOptions(null, null, null, 0);
}
