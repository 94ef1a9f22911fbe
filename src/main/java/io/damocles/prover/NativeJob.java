package io.damocles.prover;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handle by which another thread follows and cancels a native call; use it for one call. */
public final class NativeJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NativeJob.class);

  private final WdpostLibrary library;
  private final long token;

  NativeJob(WdpostLibrary library) {
    this.library = library;
    this.token = library.jobNew();
  }

  long token() {
    return token;
  }

  /**
   * Tells the call before it begins what the deadline leaves; a library that is too old has its own
   * limits.
   */
  void limit(TimeLeft left) {
    if (left.equals(TimeLeft.UNKNOWN)) {
      return;
    }
    try {
      library.jobLimits(token, orNone(left.closeMillis()), orNone(left.retryMillis()));
    } catch (UnsatisfiedLinkError e) {
      LOG.debug("the native library knows no deadlines", e);
    }
  }

  private static long orNone(@Nullable Long millis) {
    return millis == null ? -1 : Math.max(0, millis);
  }

  /** Asks the call to end between two sectors or before its SNARK; a running SNARK ends first. */
  public void cancel() {
    library.jobCancel(token);
  }

  /** Where the call stands. */
  public NativeProgress progress() throws ProverException {
    var json = NativeAnswer.take(library, library.jobProgress(token)).json();
    return new NativeProgress(
        ProofWatch.Stage.valueOf(json.get("phase").textValue()),
        json.get("done").intValue(),
        json.get("total").intValue());
  }

  @Override
  public void close() {
    library.jobFree(token);
  }
}
