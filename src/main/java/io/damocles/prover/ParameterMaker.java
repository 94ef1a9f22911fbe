package io.damocles.prover;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** Makes the parameters of small proofs and tells how long it has been at it. */
public final class ParameterMaker {
  private static final long TELL_MILLIS = 500;

  private final NativeProofs proofs;

  public ParameterMaker(NativeProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * Makes them unless they are there; blocks so long.
   *
   * @param seconds is told every half second how long it takes already
   */
  public void make(ProofType type, LongConsumer seconds)
      throws ProverException, InterruptedException {
    long begin = System.nanoTime();
    AtomicReference<ProverException> failure = new AtomicReference<>();
    Thread maker =
        new Thread(
            () -> {
              try {
                proofs.generateParameters(type);
              } catch (ProverException e) {
                failure.set(e);
              }
            },
            "parameters");
    maker.setDaemon(true);
    maker.start();
    for (maker.join(TELL_MILLIS); maker.isAlive(); maker.join(TELL_MILLIS)) {
      seconds.accept(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
