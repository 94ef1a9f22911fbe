package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.execution.ChainException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tipsets that are kept: the chain's last ones with its genesis, and for as long those that
 * forks replaced, since clients still ask about them.
 */
final class Links {
  private final NavigableMap<Long, Link> chain = new TreeMap<>();
  private final Map<TipSetKey, Link> byKey = new HashMap<>();
  private final Map<Cid, Link> byBlock = new HashMap<>();
  private final Map<Cid, Place> byMessage = new HashMap<>();
  private final Map<String, Place> byNonce = new HashMap<>();
  private final NavigableMap<Long, List<Link>> replaced = new TreeMap<>();
  private final Link genesis;

  /** Where a message is. */
  record Place(Link link, int index) {
    SignedMessage message() {
      return link.messages().get(index);
    }
  }

  Links(Link genesis) {
    this.genesis = genesis;
    add(genesis);
  }

  void add(Link link) {
    chain.put(link.height(), link);
    byKey.put(link.key(), link);
    link.tipset().cids().forEach(block -> byBlock.put(block, link));
    for (int index = 0; index < link.messages().size(); index++) {
      SignedMessage message = link.messages().get(index);
      Place place = new Place(link, index);
      byMessage.put(message.cid(), place);
      byMessage.put(message.message().cid(), place);
      byNonce.put(nonceOf(message.message()), place);
    }
  }

  /** Takes the last tipset off the chain; it can still be asked for by its key. */
  Link removeHead() {
    Link removed = head();
    chain.remove(removed.height());
    replaced.computeIfAbsent(removed.height(), height -> new ArrayList<>()).add(removed);
    forgetMessages(removed);
    return removed;
  }

  /** The same tipset with more known about it. */
  void replaceHead(Link link) {
    forgetMessages(head());
    add(link);
  }

  /** Forgets what is older, except the genesis. */
  void forgetBelow(long height) {
    NavigableMap<Long, Link> old = chain.subMap(0L, false, Math.max(1, height), false);
    old.values().forEach(this::forget);
    old.clear();
    replaced.headMap(height).values().forEach(links -> links.forEach(this::forget));
    replaced.headMap(height).clear();
  }

  private void forget(Link link) {
    byKey.remove(link.key());
    link.tipset().cids().forEach(byBlock::remove);
    forgetMessages(link);
  }

  private void forgetMessages(Link link) {
    for (SignedMessage message : link.messages()) {
      removeIfOf(byMessage, message.cid(), link);
      removeIfOf(byMessage, message.message().cid(), link);
      removeIfOf(byNonce, nonceOf(message.message()), link);
    }
  }

  private static <K> void removeIfOf(Map<K, Place> places, K key, Link link) {
    Place place = places.get(key);
    if (place != null && place.link().key().equals(link.key())) {
      places.remove(key);
    }
  }

  private static String nonceOf(Message message) {
    return message.from() + "/" + message.nonce();
  }

  Link genesis() {
    return genesis;
  }

  Link head() {
    return chain.lastEntry().getValue();
  }

  /** How many tipsets of the chain are kept. */
  int size() {
    return chain.size();
  }

  /** The chain's tipsets from the oldest on. */
  List<Link> all() {
    return List.copyOf(chain.values());
  }

  Optional<Link> find(TipSetKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The tipset with a block. */
  Link ofBlock(Cid block) {
    Link link = byBlock.get(block);
    if (link == null) {
      throw new ChainException("ipld: could not find " + block);
    }
    return link;
  }

  Optional<Place> place(Cid message) {
    return Optional.ofNullable(byMessage.get(message));
  }

  /** The message of the chain that has the sender and the nonce of this one. */
  Optional<Place> sameNonce(Message message) {
    return Optional.ofNullable(byNonce.get(nonceOf(message)));
  }

  /** The tipset behind another one; empty at the end of what is kept. */
  Optional<Link> parent(Link link) {
    if (link.height() == 0) {
      return Optional.empty();
    }
    return find(new TipSetKey(link.tipset().blocks().get(0).parents()));
  }

  /** The tipset after one of the chain. */
  Optional<Link> child(Link link) {
    return Optional.ofNullable(chain.higherEntry(link.height())).map(Map.Entry::getValue);
  }

  /** The newest tipset at or below a height, seen from a tipset of any fork. */
  Link atOrBefore(long height, Link from) {
    @Nullable Link link = from;
    while (link != null && link.height() > height) {
      link = isOnChain(link) ? floor(height) : parent(link).orElse(null);
    }
    return link == null ? tooOld(height) : link;
  }

  /** The oldest tipset at or above a height, seen from a tipset of any fork. */
  Link atOrAfter(long height, Link from) {
    Link before = atOrBefore(height, from);
    if (before.height() == height) {
      return before;
    }
    Link after = from;
    while (!isOnChain(after) && parent(after).map(Link::height).orElse(0L) >= height) {
      after = parent(after).orElseThrow();
    }
    return isOnChain(after) ? chain.higherEntry(before.height()).getValue() : after;
  }

  private @Nullable Link floor(long height) {
    Map.Entry<Long, Link> entry = chain.floorEntry(height);
    boolean isGap = entry != null && entry.getValue().height() == 0 && height > 0;
    return entry == null || (isGap && chain.size() > 1 && isCutOff()) ? null : entry.getValue();
  }

  /** Whether tipsets between the genesis and the others were forgotten. */
  private boolean isCutOff() {
    Link second = chain.higherEntry(0L).getValue();
    return !second.tipset().blocks().get(0).parents().equals(genesis.tipset().cids());
  }

  /** The chain's tipsets above a height, the oldest first. */
  List<Link> above(long height) {
    return List.copyOf(chain.tailMap(height, false).values());
  }

  boolean isOnChain(Link link) {
    Link there = chain.get(link.height());
    return there != null && there.key().equals(link.key());
  }

  private static Link tooOld(long height) {
    throw new ChainException("the tipset at height " + height + " is not kept any more");
  }
}
