package io.damocles.poster;

import io.damocles.chain.ActorState;
import io.damocles.chain.Address;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.chain.node.NodeException;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who sends a miner's messages: of the configured senders that may act for it, the richest
 * (spec damocles-manager.md §3.9); the worker if none is configured, or none of them may. A choice
 * holds for 15 s.
 */
final class Senders {
  private static final Logger log = LoggerFactory.getLogger(Senders.class);
  private static final long HOLDS_MILLIS = 15_000;

  private final Chain chain;
  private final Timeline timeline;
  private final Map<Address, Address> ids = new HashMap<>();
  private final Map<Address, Choice> choices = new HashMap<>();
  private final Map<Address, List<String>> refused = new HashMap<>();

  private record Choice(List<String> configured, Address sender, long until) {}

  private record Funded(Address sender, BigInteger balance) {}

  Senders(Chain chain, Timeline timeline) {
    this.chain = chain;
    this.timeline = timeline;
  }

  /**
   * The sender, an id address.
   *
   * @param configured addresses of any kind; one that the chain does not know is passed over
   */
  Future<Address> choose(Address miner, List<String> configured) {
    Choice known = choices.get(miner);
    if (known != null
        && known.configured().equals(configured)
        && timeline.now().steady() < known.until()) {
      return Future.succeededFuture(known.sender());
    }
    return candidates(configured)
        .compose(
            candidates ->
                chain
                    .minerInfo(miner, TipSetKey.HEAD)
                    .compose(
                        info ->
                            configured.isEmpty()
                                ? Future.succeededFuture(info.worker())
                                : among(miner, configured, candidates, info)))
        .onSuccess(sender -> remember(miner, configured, sender))
        .recover(failure -> lastOne(miner, configured, failure));
  }

  /** A node that does not answer must not keep proofs from being sent. */
  private Future<Address> lastOne(Address miner, List<String> configured, Throwable failure) {
    Choice last = choices.get(miner);
    return last != null && last.configured().equals(configured) && failure instanceof NodeException
        ? Future.succeededFuture(last.sender())
        : Future.failedFuture(failure);
  }

  /** Forgets a choice, since a message of that sender came to nothing. */
  void doubt(Address miner) {
    choices.remove(miner);
  }

  private void remember(Address miner, List<String> configured, Address sender) {
    choices.put(miner, new Choice(configured, sender, timeline.now().steady() + HOLDS_MILLIS));
  }

  private Future<List<Address>> candidates(List<String> configured) {
    List<Future<Optional<Address>>> lookups =
        configured.stream().map(Address::parse).map(this::id).toList();
    return Future.all(lookups)
        .map(
            done ->
                lookups.stream().map(Future::result).flatMap(Optional::stream).distinct().toList());
  }

  private Future<Optional<Address>> id(Address address) {
    if (address.isId()) {
      return Future.succeededFuture(Optional.of(address));
    }
    Address known = ids.get(address);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    return chain
        .lookupId(address, TipSetKey.HEAD)
        .onSuccess(
            found -> {
              if (found.isPresent()) {
                ids.put(address, found.get());
              } else {
                log.warn("sender={} is not known to the chain", address);
              }
            });
  }

  private static List<Address> allowed(List<Address> candidates, MinerInfo info) {
    Set<Address> keys = new LinkedHashSet<>(List.of(info.owner(), info.worker()));
    if (info.controlAddresses() != null) {
      keys.addAll(info.controlAddresses());
    }
    return candidates.stream().filter(keys::contains).toList();
  }

  /** damocles sends nothing where none of the configured may act: a whole deadline for a typo. */
  private Future<Address> among(
      Address miner, List<String> configured, List<Address> candidates, MinerInfo info) {
    List<Address> allowed = allowed(candidates, info);
    if (!allowed.isEmpty()) {
      refused.remove(miner);
      return richest(allowed);
    }
    if (!configured.equals(refused.put(miner, configured))) {
      log.error(
          "miner={} [Miners.PoSt] Senders are {}, none of which is its owner, worker or control"
              + " address: its worker {} sends instead",
          miner,
          configured,
          info.worker());
    }
    return Future.succeededFuture(info.worker());
  }

  private Future<Address> richest(List<Address> candidates) {
    if (candidates.size() == 1) {
      return Future.succeededFuture(candidates.get(0));
    }
    List<Future<Funded>> funds = new ArrayList<>();
    candidates.forEach(candidate -> funds.add(funded(candidate)));
    return Future.all(funds)
        .map(
            done ->
                funds.stream()
                    .map(Future::result)
                    .reduce((one, two) -> two.balance().compareTo(one.balance()) > 0 ? two : one)
                    .orElseThrow()
                    .sender());
  }

  private Future<Funded> funded(Address candidate) {
    return chain
        .actor(candidate, TipSetKey.HEAD)
        .map(ActorState::balance)
        .otherwise(BigInteger.ZERO)
        .map(balance -> new Funded(candidate, balance));
  }
}
