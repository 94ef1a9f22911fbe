package io.damocles.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phases of {@code bench jobs}, in their order. */
final class JobsBench {
  private static final int FINISH_ROUNDS = 4;
  private static final int CREATING_CLIENTS = 4;
  private static final int LISTS = 10;
  private static final int LONG_POLL_JOBS = 200;
  private static final int RESTART_JOBS = 200;

  /** Actor ids that no provider has, so that a shared manager's jobs stay untouched. */
  private static final long MINER = 9_000_000_001L;

  private static final long WAITING_MINER = 9_000_000_002L;

  private final JobsOptions options;
  private final URI api;
  private final @Nullable ManagerProcess manager;
  private final Report report;
  private final PeerFigures peer;
  private final JobMaker maker;
  private final Ledger ledger = new Ledger();
  private final List<String> created = new ArrayList<>();
  private List<String> attempts = List.of();

  /**
   * @param manager the benchmark's own one, or null if it is somebody else's
   */
  JobsBench(JobsOptions options, URI api, @Nullable ManagerProcess manager, Report report) {
    this.options = options;
    this.api = api;
    this.manager = manager;
    this.report = report;
    this.peer = PeerFigures.of(options.jobs, options.sectors, options.clients);
    this.maker = new JobMaker(System.nanoTime(), MINER, options.sectors);
  }

  void run() throws IOException {
    report.head();
    report.row("seed", create(options.jobs), "");
    report.row("list", ClosedLoop.run(api, 1, repeat(Calls.list(), LISTS)), peer.list());
    claim();
    report.row("heartbeat", heartbeat(), peer.heartbeat());
    long peakMiB = peakMiB();
    if (manager != null) {
      restart(manager);
    }
    report.row("finish", finish(), peer.finish());
    verifiedFinish();
    removeAll();
    longPoll("longPoll", 1);
    longPoll("longPoll" + options.waiting, options.waiting);
    removeAll();
    memory(Math.max(peakMiB, peakMiB()));
  }

  private Measurement create(int count) throws IOException {
    CreateLoad load = new CreateLoad(maker::next, count);
    Measurement measured = ClosedLoop.run(api, CREATING_CLIENTS, load);
    created.addAll(load.jobs());
    ledger.created(load.jobs());
    return measured;
  }

  private void claim() throws IOException {
    ClaimLoad load = new ClaimLoad(options.clients, MINER);
    report.row("claim", ClosedLoop.run(api, options.clients, load), peer.claim());
    attempts = load.attempts();
    if (attempts.size() != options.jobs) {
      report.say("of %d jobs %d were handed out", options.jobs, attempts.size());
    }
  }

  private Measurement heartbeat() throws IOException {
    return ClosedLoop.run(
        api,
        options.clients,
        RepeatLoad.during(
            calls(attempts, id -> Calls.heartbeat(id, "bench")),
            TimeUnit.SECONDS.toNanos(options.seconds)));
  }

  private void restart(ManagerProcess own) throws IOException {
    create(RESTART_JOBS);
    RestartPhase.Result result =
        new RestartPhase(own, ledger, MINER, options.clients).run(attempts, RESTART_JOBS);
    report.say(
        "restart          SIGKILL to the first claim answered %.2f s, start to it %.2f s;"
            + " acknowledged writes: %d, acknowledged lost: %d",
        result.seconds(), result.startSeconds(), result.acknowledged(), result.lost());
    report.keep("restart", result);
    attempts = List.copyOf(ledger.held());
    if (result.lost() > 0) {
      throw new BenchException(result.lost() + " acknowledged writes are lost");
    }
  }

  /**
   * In rounds, with resets and claims between them: one pass over the jobs is too short to measure.
   */
  private Measurement finish() throws IOException {
    Measurement all = finishAll();
    Measurement claims = new Measurement(0, 0, 0, 0, 0, 0, 0);
    for (int round = 1; round < FINISH_ROUNDS; round++) {
      ClosedLoop.run(api, CREATING_CLIENTS, RepeatLoad.once(calls(created, Calls::reset)));
      ClaimLoad again = new ClaimLoad(options.clients, MINER);
      claims = claims.and(ClosedLoop.run(api, options.clients, again));
      attempts = again.attempts();
      all = all.and(finishAll());
    }
    report.row("claimAgain", claims, peer.claim());
    return all;
  }

  private Measurement finishAll() throws IOException {
    return ClosedLoop.run(
        api, options.clients, RepeatLoad.once(calls(attempts, id -> Calls.fail(id, "bench"))));
  }

  private void verifiedFinish() throws IOException {
    Optional<Path> parameters = ProofParameters.folder(System.getenv());
    if (options.verified == 0 || parameters.isEmpty()) {
      report.say(
          "verifiedFinish   skipped: no proof parameters on this machine; bin/demo makes them");
      return;
    }
    Path folder = Files.createTempDirectory("damocles-bench-sectors");
    try {
      report.row(
          "verifiedFinish",
          new VerifiedPhase(api, options.clients)
              .run(parameters.get(), folder, options.verified, created),
          "");
    } catch (BenchException e) {
      report.say("verifiedFinish   skipped: %s", String.valueOf(e.getMessage()));
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private void longPoll(String key, int waiting) throws IOException {
    JobMaker jobs = new JobMaker(System.nanoTime(), WAITING_MINER, options.sectors);
    report.row(
        key,
        LongPollPhase.run(api, waiting, LONG_POLL_JOBS, jobs, WAITING_MINER, created),
        "it polls every 15-60 s");
  }

  private void removeAll() throws IOException {
    ClosedLoop.run(api, CREATING_CLIENTS, RepeatLoad.once(calls(created, Calls::remove)));
    created.clear();
  }

  private void memory(long peakMiB) {
    if (manager != null) {
      report.say("rss              %d MiB at the peak (damocles %s)", peakMiB, peer.rss());
      report.say("start            %.2f s until it serves", manager.startSeconds());
      report.keep("rssMiB", peakMiB);
      report.keep("startSeconds", manager.startSeconds());
    }
  }

  private long peakMiB() {
    return manager == null ? 0 : ProcessMemory.peakMiB(manager.pid());
  }

  private static RepeatLoad repeat(byte[] call, int times) {
    return RepeatLoad.once(Collections.nCopies(times, call));
  }

  private static List<byte[]> calls(List<String> ids, Function<String, byte[]> call) {
    return ids.stream().map(call).toList();
  }
}
