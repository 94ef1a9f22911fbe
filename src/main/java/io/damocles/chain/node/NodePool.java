package io.damocles.chain.node;

import io.damocles.rpc.ResultReader;
import io.damocles.time.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several nodes of one network as if they were one: calls go to one that is in sync, and on to the
 * next where it fails. A node that was left is not returned to while the other one is good.
 */
final class NodePool implements ChainCalls {
  private static final Logger log = LoggerFactory.getLogger(NodePool.class);

  private final Vertx vertx;
  private final Context context;
  private final Timeline timeline;
  private final SyncRules rules;
  private final List<NodeState> nodes;
  private final List<PoolHeads> heads = new ArrayList<>();
  private NodeState current;
  private long timer = -1;
  private boolean closed;

  /** At least one node, in the order of preference. */
  NodePool(Vertx vertx, Timeline timeline, SyncRules rules, List<NodeConnection> connections) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.timeline = timeline;
    this.rules = rules;
    this.nodes = connections.stream().map(NodeState::new).toList();
    this.current = nodes.get(0);
  }

  /** Looks at all nodes for the first time; done when it is known which is good. */
  Future<Void> start() {
    return onContext(this::look);
  }

  @Override
  public <T extends @Nullable Object> Future<T> call(
      String method, Duration limit, ResultReader<T> reader, @Nullable Object... params) {
    return onContext(
        () -> new PoolCall<>(this, timeline, method, limit, reader, params).run(candidates()));
  }

  @Override
  public HeadSubscription heads(HeadListener listener) {
    PoolHeads follower = new PoolHeads(vertx, listener, this::troubled);
    context.runOnContext(
        now -> {
          heads.add(follower);
          follower.follow(current);
        });
    return () ->
        context.runOnContext(
            now -> {
              heads.remove(follower);
              follower.stop();
            });
  }

  /** What is known of each node, for lists and metrics. */
  Future<List<NodeStatus>> status() {
    return onContext(
        () ->
            Future.succeededFuture(
                nodes.stream()
                    .map(
                        node ->
                            new NodeStatus(
                                node.connection().address(),
                                node == current,
                                node.height(),
                                node.trouble()))
                    .toList()));
  }

  Future<Void> close() {
    return onContext(
        () -> {
          closed = true;
          vertx.cancelTimer(timer);
          heads.forEach(PoolHeads::stop);
          List<Future<Void>> all = nodes.stream().map(node -> node.connection().close()).toList();
          return Future.join(all).mapEmpty();
        });
  }

  /**
   * The current one first, then the good ones, then the others: one may be better than it seems.
   */
  private List<NodeState> candidates() {
    List<NodeState> order = new ArrayList<>(List.of(current));
    nodes.stream().filter(node -> node != current && node.isGood()).forEach(order::add);
    nodes.stream().filter(node -> node != current && !node.isGood()).forEach(order::add);
    return order;
  }

  /** A call or a subscription had trouble with the node. */
  void troubled(NodeState node, Throwable failure) {
    node.suspect(String.valueOf(failure.getMessage()));
    choose();
  }

  /** A call was answered by another node than the current one, which failed it. */
  void answered(NodeState node) {
    if (node != current && !current.isGood()) {
      change(node);
    }
  }

  private Future<Void> look() {
    List<Future<NodeState.Look>> looks = nodes.stream().map(node -> node.look(rules)).toList();
    Promise<Void> done = Promise.promise();
    Future.join(looks).onComplete(ended -> looked(looks, done));
    return done.future();
  }

  private void looked(List<Future<NodeState.Look>> looks, Promise<Void> done) {
    long now = timeline.now().wall();
    long best =
        looks.stream()
            .filter(Future::succeeded)
            .map(Future::result)
            .filter(look -> !look.isOfTheFuture(now, rules))
            .mapToLong(look -> look.head().height())
            .max()
            .orElse(-1);
    for (int i = 0; i < nodes.size(); i++) {
      if (looks.get(i).succeeded()) {
        nodes.get(i).judge(looks.get(i).result(), best, now, rules);
      } else {
        nodes.get(i).failed(looks.get(i).cause());
      }
    }
    choose();
    if (!closed) {
      timer = vertx.setTimer(rules.interval().toMillis(), fired -> look());
    }
    done.complete();
  }

  private void choose() {
    if (!current.isGood()) {
      nodes.stream().filter(NodeState::isGood).findFirst().ifPresent(this::change);
    }
  }

  private void change(NodeState next) {
    log.warn(
        "node={} height={} was={} reason=\"{}\"",
        next.connection().address(),
        next.height(),
        current.connection().address(),
        current.trouble());
    current = next;
    heads.forEach(follower -> follower.follow(next));
  }

  private <T extends @Nullable Object> Future<T> onContext(Supplier<Future<T>> task) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(now -> task.get().onComplete(promise));
    return promise.future();
  }
}
