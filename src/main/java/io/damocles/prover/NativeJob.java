package io.damocles.prover;

/** A handle by which another thread follows and cancels a native call; use it for one call. */
public final class NativeJob implements AutoCloseable {
  private final WdpostLibrary library;
  private final long token;

  NativeJob(WdpostLibrary library) {
    this.library = library;
    this.token = library.jobNew();
  }

  long token() {
    return token;
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
