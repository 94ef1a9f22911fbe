package io.damocles.chain.node;

import io.damocles.rpc.ResultReader;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call, tried on one node after the other within one time limit: of what is left of it each
 * node gets an equal share, so that one that hangs leaves time for the next.
 */
final class PoolCall<T extends @Nullable Object> {
  private final NodePool pool;
  private final Timeline timeline;
  private final String method;
  private final Duration limit;
  private final ResultReader<T> reader;
  private final @Nullable Object[] params;
  private final long end;
  private final List<NodeException> failures = new ArrayList<>();

  PoolCall(
      NodePool pool,
      Timeline timeline,
      String method,
      Duration limit,
      ResultReader<T> reader,
      @Nullable Object... params) {
    this.pool = pool;
    this.timeline = timeline;
    this.method = method;
    this.limit = limit;
    this.reader = reader;
    this.params = params;
    this.end = timeline.now().steady() + limit.toMillis();
  }

  Future<T> run(List<NodeState> candidates) {
    long left = end - timeline.now().steady();
    if (candidates.isEmpty() || (left <= 0 && !failures.isEmpty())) {
      return Future.failedFuture(summary());
    }
    NodeState node = candidates.get(0);
    long good = candidates.stream().filter(NodeState::isGood).count();
    Duration share =
        good <= 1 && failures.isEmpty()
            ? limit
            : Duration.ofMillis(Math.max(1, left / Math.max(1, good)));
    return node.connection()
        .call(method, share, reader, params)
        .onSuccess(result -> pool.answered(node))
        .recover(failure -> next(candidates, node, (NodeException) failure));
  }

  private Future<T> next(List<NodeState> candidates, NodeState node, NodeException failure) {
    failures.add(failure);
    if (failure.isInDoubt()) {
      pool.troubled(node, failure);
    }
    boolean elsewhere =
        failure.kind().isNodesFault() || failure.kind() == NodeException.Kind.UNKNOWN_METHOD;
    return elsewhere ? run(candidates.subList(1, candidates.size())) : Future.failedFuture(failure);
  }

  private NodeException summary() {
    NodeException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    String all = String.join("; ", failures.stream().map(Throwable::getMessage).toList());
    return new NodeException(first.kind(), first.code(), "no node does it: " + all, first);
  }
}
