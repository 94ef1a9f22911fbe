package io.damocles.devnet.chain;

import io.damocles.chain.HeadChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The head as clients see it, and who hears of its moves. */
final class HeadEvents {
  private static final Logger log = LoggerFactory.getLogger(HeadEvents.class);
  private static final String REVERT = "revert";
  private static final String APPLY = "apply";

  private final Links links;
  private final List<HeadListener> listeners = new CopyOnWriteArrayList<>();
  private Link seen;
  private boolean frozen;

  HeadEvents(Links links) {
    this.links = links;
    this.seen = links.head();
  }

  void add(HeadListener listener) {
    listeners.add(listener);
  }

  void remove(HeadListener listener) {
    listeners.remove(listener);
  }

  /** The tipset that clients take for the head. */
  Link head() {
    return frozen ? seen : links.head();
  }

  void freeze(boolean still) {
    frozen = still;
    moved();
  }

  boolean isFrozen() {
    return frozen;
  }

  /** The chain's head may be another one now. */
  void moved() {
    if (!frozen && !seen.key().equals(links.head().key())) {
      Link from = seen;
      seen = links.head();
      List<HeadChange> reverts = new ArrayList<>();
      List<HeadChange> applies = new ArrayList<>();
      @Nullable Link common = revert(from, reverts);
      apply(common, applies);
      tell(reverts);
      tell(applies);
    }
  }

  private @Nullable Link revert(Link from, List<HeadChange> reverts) {
    @Nullable Link link = from;
    while (link != null && !links.isOnChain(link)) {
      reverts.add(new HeadChange(REVERT, link.tipset()));
      link = links.parent(link).orElse(null);
    }
    return link;
  }

  private void apply(@Nullable Link common, List<HeadChange> applies) {
    for (Link link : links.above(common == null ? 0 : common.height())) {
      applies.add(new HeadChange(APPLY, link.tipset()));
    }
  }

  private static void tell(HeadListener listener, List<HeadChange> changes) {
    try {
      listener.headChanged(changes);
    } catch (RuntimeException e) {
      log.error("a listener to the head failed", e);
    }
  }

  private void tell(List<HeadChange> changes) {
    if (!changes.isEmpty()) {
      List<HeadChange> told = List.copyOf(changes);
      listeners.forEach(listener -> tell(listener, told));
    }
  }
}
