package io.damocles.manager;

import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.MessagePools;
import io.damocles.config.ManagerConfig;
import io.damocles.poster.Background;
import io.damocles.poster.Poster;
import io.damocles.poster.PosterListener;
import io.damocles.poster.PosterParts;
import io.damocles.poster.ProofCheck;
import io.damocles.poster.sql.PostTable;
import io.damocles.poster.sql.SqlPostStore;
import io.damocles.sector.SectorFinder;
import io.damocles.time.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The poster in the manager: gives it the chain, the job table, the stores and the verifier. */
final class PosterService {
  private final Poster poster;

  private PosterService(Poster poster) {
    this.poster = poster;
  }

  /**
   * What it shares with the rest of the manager.
   *
   * @param context where all of the manager's own code runs
   */
  record Shared(
      Vertx vertx,
      Context context,
      Timeline timeline,
      JobService jobs,
      ProofVerifier verifier,
      WorkerExecutor verifying,
      WorkerExecutor blocking) {

    /** Brings what follows a future back to the context. */
    <T> Future<T> here(Future<T> future) {
      Promise<T> promise = Promise.promise();
      future.onComplete(ended -> context.runOnContext(go -> promise.handle(ended)));
      return promise.future();
    }
  }

  /**
   * The poster as configured, at rest.
   *
   * @param miners as they are configured now
   */
  static PosterService of(
      Shared shared,
      ChainNode chain,
      ManagerConfig.Api api,
      Supplier<List<ManagerConfig.Miner>> miners,
      SectorFinder sectors,
      PosterListener listener) {
    PosterParts parts =
        new PosterParts(
            chain,
            MessagePools.of(shared.vertx(), api, chain),
            new PosterJobs(shared.jobs(), shared.timeline()),
            (type, miner, asked, rules) -> shared.here(sectors.find(type, miner, asked, rules)),
            check(shared),
            new SqlPostStore(
                new SqlPostStore.Writer() {
                  @Override
                  public <T> Future<T> run(SqlPostStore.Work<T> work) {
                    return shared.jobs().write(table -> work.run(new PostTable(table.sql())));
                  }
                },
                shared.timeline()),
            new Background() {
              @Override
              public <T> Future<T> run(Callable<T> task) {
                return shared.here(shared.blocking().executeBlocking(task, false));
              }
            },
            shared.timeline(),
            miners,
            listener);
    return new PosterService(new Poster(parts));
  }

  private static ProofCheck check(Shared shared) {
    return (type, seed, miner, proof, sectors) ->
        shared.here(
            shared
                .verifying()
                .executeBlocking(
                    () -> shared.verifier().verify(type, seed, miner, proof, sectors), false));
  }

  /** Begins to follow the chain; does not wait for it. */
  void start() {
    poster.start();
  }

  void stop() {
    poster.stop();
  }
}
