package io.damocles.worker;

import io.damocles.prover.Prover;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where the worker gets its prover from when it starts. */
interface ProverSource {

  /** Opens it; fails with a {@code ConfigException} or a {@code ProverException}. */
  Future<Opened> open();

  /**
   * A prover that can be used.
   *
   * @param ready whether it could take a task now or when it is free
   * @param places tasks that it takes at once
   * @param sizes sector sizes in bytes that it can prove; absent if it does not tell
   */
  record Opened(Prover prover, BooleanSupplier ready, int places, Optional<Set<Long>> sizes) {}
}
