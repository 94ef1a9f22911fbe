package io.damocles.devnet;

import io.damocles.chain.TipSetKey;
import io.damocles.config.ListenAddress;
import io.damocles.devnet.actor.MinerState;
import io.damocles.devnet.api.ChainThread;
import io.damocles.devnet.api.DevnetServer;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCalls;
import io.damocles.devnet.chain.ChainOptions;
import io.damocles.devnet.chain.ChainStore;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.chain.Genesis;
import io.damocles.devnet.execution.PostVerifier;
import io.damocles.devnet.fault.Faults;
import io.damocles.devnet.gateway.Gateway;
import io.damocles.devnet.gateway.ListenProofEvent;
import io.damocles.devnet.gateway.ResponseProofEvent;
import io.damocles.devnet.gateway.WinningVerifier;
import io.damocles.devnet.messager.GetMessageByUid;
import io.damocles.devnet.messager.HasMessageByUid;
import io.damocles.devnet.messager.Messager;
import io.damocles.devnet.messager.PushMessageWithId;
import io.damocles.devnet.messager.WaitMessage;
import io.damocles.rpc.RpcMethod;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The development chain's parts, put together. */
final class Devnet {
  private static final int ANSWERING_THREADS = 2;
  private static final int VERIFYING_THREADS = 2;
  private static final Duration BY_HAND = Duration.ofDays(365);

  private final DevnetOptions options;
  private final DevnetHome home;
  private final Timeline timeline;
  private final ChainThread thread;
  private final WorkerExecutor answers;
  private final WorkerExecutor verifying;
  private final DevnetServer server;
  private final Faults faults = new Faults(new Random()::nextDouble);
  private final DevnetChain chain;
  private final Ticker ticker;
  private final Winning winning;
  private Timeline.@Nullable Timer nextWinning;

  /** Opens the chain, which blocks while a new one is made. */
  Devnet(
      Vertx vertx,
      DevnetOptions options,
      DevnetHome home,
      ChainStore store,
      PostVerifier verifier,
      WinningVerifier winningVerifier,
      Supplier<Genesis> genesis,
      Timeline timeline) {
    this.options = options;
    this.home = home;
    this.timeline = timeline;
    thread = new ChainThread(vertx);
    answers = vertx.createSharedWorkerExecutor("answers", ANSWERING_THREADS);
    verifying = vertx.createSharedWorkerExecutor("verify", VERIFYING_THREADS);
    server = new DevnetServer(vertx, home.tokens(), faults);
    chain = DevnetChain.open(store, chainOptions(options), verifier, genesis, now());
    Node node = new Node(chain, thread, answers, timeline);
    ticker = new Ticker(node, timeline);
    Gateway gateway = new Gateway(winningVerifier);
    winning = new Winning(node, gateway, verifying);
    serve(node, gateway);
  }

  private void serve(Node node, Gateway gateway) {
    Messager messager = new Messager(chain, home.folder().resolve("messager.jsonl"), this::now);
    List<RpcMethod> own = new DevnetCalls(node, faults, new Closes(chain), winning).all();
    List<RpcMethod> calls = new ArrayList<>(NodeCalls.of(node, home.tokens()));
    server.serve("/rpc/v1", calls, own);
    List<RpcMethod> old = new ArrayList<>(calls);
    old.add(new PushMessageWithId(node, messager));
    old.add(new WaitMessage(node, messager));
    old.add(new HasMessageByUid(node, messager));
    old.add(new GetMessageByUid(node, messager));
    server.serve("/rpc/v0", old, own);
    List<RpcMethod> gate =
        List.of(new ListenProofEvent(gateway), new ResponseProofEvent(gateway, verifying));
    server.serve("/rpc/v2", gate, own);
    server.serve(DevnetServer.SAFE_PATH, List.of(), own);
  }

  /** Serves, and lets the chain go on. */
  Future<Void> start() {
    return server
        .listen(options.listen())
        .onSuccess(
            listening -> {
              home.tellAddress(address().toString());
              if (!options.epoch().isZero()) {
                ticker.run();
              }
              askLater();
            });
  }

  /** The miners at the head. */
  Future<List<MinerState>> miners() {
    return thread.call(() -> List.copyOf(chain.stateAt(TipSetKey.HEAD).miners().values()));
  }

  /** Where it listens. */
  ListenAddress address() {
    return new ListenAddress(options.listen().host(), server.port()).reachable();
  }

  Future<Void> stop() {
    ticker.stop();
    if (nextWinning != null) {
      nextWinning.cancel();
    }
    home.forgetAddress();
    return server
        .close()
        .eventually(
            () ->
                thread.call(
                    () -> {
                      chain.close();
                      return true;
                    }))
        .eventually(thread::close);
  }

  private void askLater() {
    Duration interval = options.winningInterval();
    if (!interval.isZero()) {
      nextWinning =
          timeline.after(interval.toMillis(), () -> winning.ask().onComplete(asked -> askLater()));
    }
  }

  private static ChainOptions chainOptions(DevnetOptions options) {
    return ChainOptions.STANDARD.withEpoch(options.epoch().isZero() ? BY_HAND : options.epoch());
  }

  private Instant now() {
    return Instant.ofEpochMilli(timeline.now().wall());
  }
}
