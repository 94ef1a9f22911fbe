package io.damocles.worker;

import io.damocles.config.WorkerConfig;
import io.damocles.config.WorkerConfig.ExternalProcessor;
import io.damocles.prover.BuiltinProver;
import io.damocles.prover.ExternalProver;
import io.damocles.prover.LineDumps;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** The prover that the configuration asks for: children if it names some, else the builtin one. */
final class ConfiguredProver implements ProverSource {
  private final Vertx vertx;
  private final WorkerConfig config;
  private final String ownScript;

  ConfiguredProver(Vertx vertx, WorkerConfig config, String ownScript) {
    this.vertx = vertx;
    this.config = config;
    this.ownScript = ownScript;
  }

  @Override
  public Future<Opened> open() {
    List<ExternalProcessor> children = config.processors().windowPost();
    return children.isEmpty() ? builtin() : external(children);
  }

  private Future<Opened> builtin() {
    WorkerConfig.Worker worker = config.worker();
    NativeOptions options =
        new NativeOptions(
            worker.library().orElse(null), worker.parameterDir().orElse(null), null, 0);
    return vertx.executeBlocking(
        () -> {
          NativeProofs proofs = NativeProofs.load(options);
          Set<Long> sizes = BuiltinSizes.of(proofs);
          return new Opened(
              new BuiltinProver(proofs), () -> true, Integer.MAX_VALUE, Optional.of(sizes));
        },
        false);
  }

  private Future<Opened> external(List<ExternalProcessor> children) {
    LineDumps dumps = new LineDumps();
    ExternalProver prover =
        new ExternalProver(
            children, ownScript, variables(), config.processors().externalLocks(), dumps);
    Children seen = new Children(prover::liveChildren, dumps);
    return vertx
        .executeBlocking(prover::start, false)
        .compose(started -> Future.fromCompletionStage(started, vertx.getOrCreateContext()))
        .map(ready -> new Opened(prover, prover::isReady, places(children), Optional.empty(), seen))
        .recover(
            e -> {
              prover.close();
              return Future.failedFuture(e instanceof CompletionException ? e.getCause() : e);
            });
  }

  /** A child of ours reads no configuration file. */
  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    WorkerConfig.Worker worker = config.worker();
    worker.library().ifPresent(path -> variables.put(Processor.LIBRARY_VARIABLE, path.toString()));
    worker
        .parameterDir()
        .ifPresent(path -> variables.put("FIL_PROOFS_PARAMETER_CACHE", path.toString()));
    return variables;
  }

  private static int places(List<ExternalProcessor> children) {
    boolean unlimited = children.stream().anyMatch(child -> child.concurrent().isEmpty());
    return unlimited
        ? Integer.MAX_VALUE
        : children.stream().mapToInt(child -> child.concurrent().getAsInt()).sum();
  }
}
