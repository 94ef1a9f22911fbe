package io.damocles.bench;

import io.damocles.prover.ProverException;
import java.io.IOException;

/** One way to compute the proof. */
interface Contender extends AutoCloseable {

  /** Computes it once; returns the seconds that it took. */
  double prove() throws IOException, ProverException;

  @Override
  void close() throws IOException;
}
