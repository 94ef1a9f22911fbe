package io.damocles.poster.winning;

import io.damocles.chain.Address;
import io.damocles.rpc.RpcSubscription;
import io.damocles.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to one gateway for one miner, and again a second after each end, until closed. */
final class GatewayListener implements RpcSubscription.Listener<ProofEvent.Request> {
  private static final Logger log = LoggerFactory.getLogger(GatewayListener.class);
  private static final long AGAIN_MILLIS = Duration.ofSeconds(1).toMillis();

  private final long miner;
  private final GatewayClient gateway;
  private final Timeline timeline;
  private final Consumer<ProofEvent.Request> questions;
  private @Nullable RpcSubscription subscription;
  private State state = State.STARTING;

  /** What was logged last, so that each change is logged once. */
  private enum State {
    STARTING,
    LISTENING,
    LOST,
    CLOSED
  }

  /**
   * @param questions takes every {@link ProofEvent#COMPUTE}
   */
  GatewayListener(
      long miner,
      GatewayClient gateway,
      Timeline timeline,
      Consumer<ProofEvent.Request> questions) {
    this.miner = miner;
    this.gateway = gateway;
    this.timeline = timeline;
    this.questions = questions;
  }

  void start() {
    gateway.listen(miner, this).onSuccess(this::opened).onFailure(this::ended);
  }

  /** Whether the gateway asks now, as far as is known. */
  synchronized boolean isListening() {
    return state == State.LISTENING;
  }

  synchronized void close() {
    state = State.CLOSED;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void value(ProofEvent.Request event) {
    switch (event.method()) {
      case ProofEvent.CONNECTED -> connected();
      case ProofEvent.COMPUTE -> questions.accept(event);
      default ->
          log.warn(
              "event without meaning miner={} gateway={} method={}",
              minerName(),
              gateway.address(),
              event.method());
    }
  }

  @Override
  public synchronized void ended(Throwable reason) {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.LOST) {
      log.debug("gateway still lost miner={} gateway={}", minerName(), gateway.address(), reason);
    } else {
      log.warn(
          "gateway does not ask for winning proofs miner={} gateway={} reason=\"{}\"",
          minerName(),
          gateway.address(),
          reason.getMessage());
    }
    state = State.LOST;
    subscription = null;
    timeline.after(AGAIN_MILLIS, this::again);
  }

  private synchronized void again() {
    if (state != State.CLOSED) {
      start();
    }
  }

  private synchronized void opened(RpcSubscription opened) {
    if (state == State.CLOSED) {
      opened.cancel();
    } else {
      subscription = opened;
    }
  }

  private synchronized void connected() {
    if (state != State.CLOSED && state != State.LISTENING) {
      state = State.LISTENING;
      log.info(
          "gateway asks for winning proofs miner={} gateway={}", minerName(), gateway.address());
    }
  }

  private String minerName() {
    return Address.ofId(miner).toString();
  }
}
