package io.damocles.devnet.api;

import io.damocles.chain.HeadChange;
import io.damocles.devnet.chain.HeadListener;
import io.damocles.rpc.RpcCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again at each new head until there is an answer, or nobody waits for it any more. */
public final class Waiting<T> {
  private final Node node;
  private final RpcCall call;
  private final Supplier<Optional<T>> question;
  private final Promise<T> answer = Promise.promise();

  private Waiting(Node node, RpcCall call, Supplier<Optional<T>> question) {
    this.node = node;
    this.call = call;
    this.question = question;
  }

  /** The question is asked on the chain's thread; what it throws fails the future. */
  public static <T> Future<T> until(Node node, RpcCall call, Supplier<Optional<T>> question) {
    Waiting<T> waiting = new Waiting<>(node, call, question);
    return node.thread()
        .call(
            () -> {
              waiting.begin();
              return true;
            })
        .compose(begun -> waiting.answer.future());
  }

  private void begin() {
    if (!asked()) {
      node.chain().addListener(new Again());
    }
  }

  private boolean asked() {
    try {
      question.get().ifPresent(answer::tryComplete);
    } catch (RuntimeException e) {
      answer.tryFail(e);
    }
    return answer.future().isComplete();
  }

  private final class Again implements HeadListener {
    @Override
    public void headChanged(List<HeadChange> changes) {
      if (asked() || call.isGone()) {
        var unused =
            node.thread()
                .call(
                    () -> {
                      node.chain().removeListener(this);
                      return true;
                    });
      }
    }
  }
}
