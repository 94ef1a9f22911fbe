package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.message.MethodParams;
import io.damocles.chain.node.PushSpec;
import io.damocles.config.ManagerConfig;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.List;

/** Makes messages to one deadline's miner and hands them to its follower. */
final class Dispatch {
  private final Duty duty;
  private final Follower follower;

  Dispatch(Duty duty, Follower follower) {
    this.duty = duty;
    this.follower = follower;
  }

  /**
   * Sends a message; see {@link Follower#send}.
   *
   * @param partitions those that it proves, or whose sectors it declares
   */
  Future<Void> send(
      PostMessage.Kind kind,
      List<Long> partitions,
      Address sender,
      long method,
      MethodParams params,
      ManagerConfig.Post settings) {
    Message message =
        new Message(
            0,
            duty.address,
            sender,
            0,
            BigInteger.ZERO,
            0,
            settings.gasFeeCap().atto(),
            BigInteger.ZERO,
            method,
            params.encode());
    PushSpec spec =
        new PushSpec(settings.gasOverEstimation(), settings.gasOverPremium(), BigInteger.ZERO);
    return follower
        .send(kind, partitions, message, spec, discriminator(kind, partitions))
        .mapEmpty();
  }

  /**
   * As in damocles (damocles-manager.md §3.9): a proof's parameters name its period, and a first
   * one needs no more; the same declaration in another period is another message. Later ones of the
   * same partitions are counted.
   */
  private String discriminator(PostMessage.Kind kind, List<Long> partitions) {
    long before = follower.tries(kind, partitions);
    if (before == 0 && kind == PostMessage.Kind.PROOF) {
      return "";
    }
    String period = duty.window.index() + "-" + duty.window.open();
    return before == 0 ? period : period + "-" + before;
  }
}
