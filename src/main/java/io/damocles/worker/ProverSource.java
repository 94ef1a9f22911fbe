package io.damocles.worker;

import io.damocles.prover.LineDumps;
import io.damocles.prover.Prover;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

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
   * @param children what there is to see and set of child processes
   */
  record Opened(
      Prover prover,
      BooleanSupplier ready,
      int places,
      Optional<Set<Long>> sizes,
      Children children) {

    /** A prover without child processes. */
    Opened(Prover prover, BooleanSupplier ready, int places, Optional<Set<Long>> sizes) {
      this(prover, ready, places, sizes, new Children(() -> 0, new LineDumps()));
    }
  }

  /**
   * The child processes of a prover.
   *
   * @param alive how many run
   * @param dumps where their unreadable lines go
   */
  record Children(IntSupplier alive, LineDumps dumps) {}
}
