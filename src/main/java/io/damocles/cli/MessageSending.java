package io.damocles.cli;

import io.damocles.chain.Message;
import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.MessagePool;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.chain.node.MessagerMessagePool;
import io.damocles.chain.node.NodeException;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.NodeMessagePool;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.chain.node.SyncRules;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message and waits for it, through the clients that the daemon uses too. Its uid is
 * printed before it is sent: whoever ends the waiting can find it again.
 */
final class MessageSending {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 2_000;

  /** Fees as the messager or the node sets them, as damocles' command line leaves them. */
  private static final PushSpec SPEC = new PushSpec(0, 0, BigInteger.ZERO);

  /** No head is too old here: a devnet may stand still, and whoever asks was warned. */
  private static final SyncRules RULES =
      new SyncRules(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofDays(36_500));

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Promise<MessageState> end = Promise.promise();
  private final Terminal terminal;
  private final ChainNode node;
  private final MessagePool pool;
  private volatile @Nullable PreparedMessage prepared;
  private String told = "";

  private MessageSending(Terminal terminal, WayToChain way) {
    this.terminal = terminal;
    this.node =
        ChainNode.of(
            vertx,
            new VertxTimeline(vertx),
            way.nodes(),
            NodeLimits.standard(),
            RULES,
            SocketRules.standard());
    this.pool =
        way.messager()
            .<MessagePool>map(
                address -> new MessagerMessagePool(vertx, address, SocketRules.standard(), LIMIT))
            .orElseGet(() -> new NodeMessagePool(node));
  }

  /**
   * Blocks until the message is on the chain; fails if it cannot get there or its exit code is not
   * 0.
   *
   * @param discriminator sets it apart from an earlier message of the same content; may be empty
   */
  static void run(Terminal terminal, WayToChain way, Message message, String discriminator) {
    var sending = new MessageSending(terminal, way);
    try {
      check(sending.outcome(message, discriminator));
    } finally {
      sending.vertx.close();
    }
  }

  private AsyncResult<MessageState> outcome(Message message, String discriminator) {
    BlockingQueue<AsyncResult<MessageState>> outcome = new LinkedBlockingQueue<>();
    end.future().onComplete(outcome::add);
    node.start()
        .compose(started -> pool.send(message, SPEC, discriminator, this::announce))
        .onSuccess(sent -> watch(sent))
        .onFailure(this::watchIfInDoubt);
    try {
      return outcome.take();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Future.failedFuture(stopped);
    }
  }

  private static void check(AsyncResult<MessageState> outcome) {
    if (outcome.failed()) {
      throw new CommandFailure("send message: " + outcome.cause().getMessage(), outcome.cause());
    }
    if (outcome.result().exitCode() != 0) {
      throw new CommandFailure(
          "the chain refused the message: exit code " + outcome.result().exitCode());
    }
  }

  private Future<Void> announce(PreparedMessage message) {
    prepared = message;
    tell("message " + message.uid());
    return Future.succeededFuture();
  }

  /** What may have been sent all the same is pushed again, which does no harm, and watched. */
  private void watchIfInDoubt(Throwable failure) {
    var message = prepared;
    if (message == null || !(failure instanceof NodeException no && no.isInDoubt())) {
      end.tryFail(failure);
      return;
    }
    tell("no answer yet: " + failure.getMessage());
    later(message);
  }

  private void watch(PreparedMessage message) {
    pool.state(message)
        .onSuccess(state -> judge(message, state))
        .onFailure(
            failure -> {
              tell("no answer yet: " + failure.getMessage());
              later(message);
            });
  }

  private void judge(PreparedMessage message, MessageState state) {
    if (state.isExecuted()) {
      tell("on chain at height " + state.height() + ", exit code " + state.exitCode());
      end.tryComplete(state);
    } else if (state.stage() == Stage.FAILED || state.stage() == Stage.LOST) {
      end.tryFail(state.text() + "; send it again with another --exid");
    } else if (state.stage() == Stage.DROPPED) {
      tell("pushing it again: " + state.text());
      pool.push(message).onComplete(pushed -> later(message));
    } else {
      tell("waiting, Ctrl-C does not take it back: " + state.text());
      later(message);
    }
  }

  private void later(PreparedMessage message) {
    vertx.setTimer(PAUSE_MILLIS, fired -> watch(message));
  }

  /** Each line once, until another one came. */
  private void tell(String line) {
    if (!line.equals(told)) {
      told = line;
      terminal.out().println(line);
      terminal.out().flush();
    }
  }
}
