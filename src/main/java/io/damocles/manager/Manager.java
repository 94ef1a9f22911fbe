package io.damocles.manager;

import io.damocles.config.ManagerConfig;
import io.damocles.config.ProgramVersion;
import io.damocles.job.JobRules;
import io.damocles.job.sql.Database;
import io.damocles.job.sql.GroupCommit;
import io.damocles.job.sql.JobReader;
import io.damocles.job.sql.StoreException;
import io.damocles.manager.api.AllJobsList;
import io.damocles.manager.api.AllocateJobs;
import io.damocles.manager.api.BeatJobs;
import io.damocles.manager.api.CreateJob;
import io.damocles.manager.api.FinishJob;
import io.damocles.manager.api.HeartbeatJobs;
import io.damocles.manager.api.ReleaseJobs;
import io.damocles.manager.api.RemoveJob;
import io.damocles.manager.api.ResetJob;
import io.damocles.manager.api.StoreBasicInfoOf;
import io.damocles.manager.api.StoreListAll;
import io.damocles.manager.api.VersionOf;
import io.damocles.manager.api.WorkerGetPingInfo;
import io.damocles.manager.api.WorkerPing;
import io.damocles.manager.api.WorkerPingInfoList;
import io.damocles.manager.api.WorkerPingInfoRemove;
import io.damocles.prover.NativeProofs;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcDispatcher;
import io.damocles.rpc.RpcHttp;
import io.damocles.rpc.RpcMethod;
import io.damocles.time.Timeline;
import io.damocles.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manager's parts, put together. They share one event loop, so that none of them needs a lock;
 * whatever blocks runs on a pool of its own.
 */
final class Manager {
  private static final Logger log = LoggerFactory.getLogger(Manager.class);
  private static final int BLOCKING_THREADS = 4;

  private final Vertx vertx;
  private final Context context;
  private final AtomicReference<JobRules> rules;
  private final WorkerExecutor blocking;
  private final WorkerExecutor mounts;
  private final WorkerExecutor verifying;
  private final ManagerMetrics metrics;
  private final GroupCommit writer;
  private final JobReader reader;
  private final JobService jobs;
  private final StoreCatalog stores;
  private final TokenAccess access;
  private final ApiVerticle api;
  private final WarmUp warmUp;
  private final ChainSide chainSide;
  private final List<VerticleBase> timers;
  private final List<String> deployed = new ArrayList<>();

  /**
   * @param vertx with an event loop pool of one thread
   * @param verifier checks proofs; called on a pool of its own
   * @param proofs the native library, if anything is to be proven or checked with it
   */
  Manager(
      Vertx vertx,
      ManagerOptions options,
      ManagerConfig config,
      Database database,
      ProofVerifier verifier,
      Optional<NativeProofs> proofs,
      Timeline timeline) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    ManagerConfig.Proving proving = config.common().proving();
    rules = new AtomicReference<>(rules(config));
    blocking = vertx.createSharedWorkerExecutor("blocking", BLOCKING_THREADS);
    mounts = vertx.createSharedWorkerExecutor("mounts", 1);
    verifying =
        vertx.createSharedWorkerExecutor(
            "verify", proving.nativeProver().verifyThreads(), 10, TimeUnit.MINUTES);
    metrics = new ManagerMetrics(ProgramVersion.text());
    writer = GroupCommit.start(database, rules::get);
    reader = new JobReader(vertx, database);
    ProofCheck check = new ProofCheck(verifier, verifying);
    jobs =
        new JobService(
            writer,
            reader,
            check,
            rules::get,
            timeline,
            task -> context.runOnContext(go -> task.run()),
            onContext(context),
            metrics);
    stores = new StoreCatalog(config.common().stores());
    WorkerService workers = new WorkerService(jobs, timeline);
    metrics.gauge("wdpost_claims_waiting", jobs::waiting);

    chainSide =
        new ChainSide(
            new PosterService.Shared(vertx, context, timeline, jobs, verifier, verifying, blocking),
            options,
            config,
            proofs,
            metrics.registry(),
            new PosterMetrics(metrics.registry()));

    List<RpcMethod> methods = new ArrayList<>(chainSide.methods(stores));
    methods.add(new StoreBasicInfoOf(stores));
    methods.add(new StoreListAll(stores, mounts));
    methods.add(new WorkerPing(workers));
    methods.add(new WorkerPingInfoList(workers));
    methods.add(new WorkerGetPingInfo(workers));
    methods.add(new WorkerPingInfoRemove(workers));
    methods.add(new VersionOf(ProgramVersion.text()));
    if (options.workerProver()) {
      methods.addAll(jobMethods(timeline));
    }
    RpcDispatcher dispatcher = new RpcDispatcher(Json.factory(), Manager::tellable, methods);
    warmUp = new WarmUp(dispatcher);
    ManagerConfig.Access wanted = config.common().access();
    access = new TokenAccess(wanted);
    access.tell(options.listen());
    RpcHttp rpc =
        new RpcHttp(dispatcher, access, blocking, HeapShares.LARGEST_REQUEST, metrics::answered);
    api =
        new ApiVerticle(
            options.listen(),
            wanted.tls(),
            rpc,
            new MetricsPage(metrics, jobs, timeline, blocking));
    timers =
        List.of(
            new LeaseVerticle(jobs, timeline, metrics),
            new DeadlineVerticle(jobs, timeline, metrics),
            new RetryVerticle(jobs, timeline),
            new CleanUpVerticle(jobs, timeline));
  }

  private static JobService.Bridge onContext(Context context) {
    return new JobService.Bridge() {
      @Override
      public <T> Future<T> future(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
      }
    };
  }

  private List<RpcMethod> jobMethods(Timeline timeline) {
    return List.of(
        new AllocateJobs(jobs),
        new HeartbeatJobs(jobs),
        new FinishJob(jobs),
        new AllJobsList(jobs, blocking),
        new ResetJob(jobs),
        new RemoveJob(jobs),
        new CreateJob(jobs),
        new BeatJobs(jobs, timeline),
        new ReleaseJobs(jobs));
  }

  /**
   * Starts timers first, so that leases begin anew before the first worker is heard; done when it
   * serves.
   */
  Future<Void> start() {
    Future<Void> started = Future.succeededFuture();
    for (VerticleBase timer : timers) {
      started = started.compose(done -> deploy(timer));
    }
    return started
        .compose(done -> deploy(api))
        .onSuccess(
            done -> {
              tellStores();
              warmUp.run().onComplete(warm -> chainSide.rehearse());
              context.runOnContext(go -> chainSide.start());
            });
  }

  private void tellStores() {
    mounts
        .executeBlocking(
            () -> {
              stores.tellProblems();
              return true;
            },
            false)
        .onFailure(e -> log.warn("stores cannot be looked at: {}", e.getMessage()));
  }

  /** The port that is served. */
  int port() {
    return api.port();
  }

  /**
   * Takes over what may change while running: the job rules, the stores, tokens, the certificate.
   */
  void reload(ManagerConfig config) {
    JobRules changed = rules(config);
    JobRules before = rules.getAndSet(changed);
    stores.replace(config.common().stores());
    access.replace(config.common().access());
    chainSide.reload(config);
    tellStores();
    renew(config.common().access().tls());
    log.info("configuration reloaded rules={} before={}", changed, before);
  }

  private void renew(Optional<ManagerConfig.Tls> tls) {
    Future.succeededFuture()
        .compose(go -> api.renew(tls))
        .onFailure(
            e -> log.error("certificate not renewed, all stays as it is: {}", e.getMessage()));
  }

  /** Stops in the reverse order: no more requests, no more timers, then the last writes. */
  Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(go -> stopInOrder().onComplete(stopped));
    return stopped.future();
  }

  private Future<Void> stopInOrder() {
    jobs.drain();
    Future<Void> stopped = chainSide.stop().otherwiseEmpty();
    for (int i = deployed.size() - 1; i >= 0; i--) {
      String id = deployed.get(i);
      stopped = stopped.compose(done -> vertx.undeploy(id)).otherwiseEmpty();
    }
    return stopped
        .compose(done -> verifying.close())
        .compose(done -> reader.close())
        .compose(done -> blocking.executeBlocking(this::closeWriter, false))
        .compose(done -> blocking.close())
        .compose(done -> mounts.close());
  }

  private boolean closeWriter() {
    writer.close();
    return true;
  }

  /**
   * A table that cannot be written and a proof that cannot be verified now are no secrets: the
   * worker keeps its proof.
   */
  private static Throwable tellable(Throwable failure) {
    return failure instanceof StoreException || failure instanceof VerifierUnavailableException
        ? RpcCode.FAILED.exception(String.valueOf(failure.getMessage()))
        : failure;
  }

  private Future<Void> deploy(VerticleBase verticle) {
    return vertx.deployVerticle(verticle).onSuccess(deployed::add).mapEmpty();
  }

  private static JobRules rules(ManagerConfig config) {
    ManagerConfig.WorkerProver prover = config.common().proving().workerProver();
    return new JobRules(prover.jobMaxTry(), prover.heartbeatTimeout(), prover.jobLifetime());
  }
}
