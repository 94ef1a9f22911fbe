package io.damocles.devnet.chain;

import io.damocles.chain.Cid;
import io.damocles.chain.MessageLookup;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.chain.Links.Place;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.pool.MessagePool;
import io.damocles.devnet.pool.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds messages: on the chain, in the pool, and those that were replaced or dropped. */
final class MessageSearch {
  private static final int MOST_GONE = 1000;

  private final Links links;
  private final MessagePool pool;
  private final Map<Cid, SignedMessage> gone = new LinkedHashMap<>();

  MessageSearch(Links links, MessagePool pool) {
    this.links = links;
    this.pool = pool;
  }

  /** Remembers a message that is neither on the chain nor in the pool. */
  void remember(SignedMessage message) {
    gone.put(message.cid(), message);
    gone.put(message.message().cid(), message);
    var oldest = gone.keySet().iterator();
    while (gone.size() > MOST_GONE) {
      oldest.next();
      oldest.remove();
    }
  }

  Optional<SignedMessage> find(Cid cid) {
    return links
        .place(cid)
        .map(Place::message)
        .or(() -> pool.find(cid))
        .or(() -> Optional.ofNullable(gone.get(cid)));
  }

  /** Where a message was executed, seen from a tipset. */
  Optional<MessageLookup> search(Link from, Cid cid, long lookback, boolean allowReplaced) {
    Optional<Place> itself = links.place(cid);
    if (itself.isPresent()) {
      return lookup(from, itself.get(), lookback, cid);
    }
    SignedMessage message =
        find(cid)
            .orElseThrow(
                () -> new ChainException("failed to load message: ipld: could not find " + cid));
    Optional<Place> other = links.sameNonce(message.message());
    if (other.isEmpty() || !allowReplaced) {
      return Optional.empty();
    }
    SignedMessage found = other.get().message();
    if (!Messages.sameCall(found.message(), message.message())) {
      throw new ChainException(
          "found message with equal nonce as the one we are looking for: %s instead of %s"
              .formatted(found.cid(), cid));
    }
    return lookup(from, other.get(), lookback, found.cid());
  }

  private Optional<MessageLookup> lookup(Link from, Place place, long lookback, Cid cid) {
    Link link = place.link();
    Optional<Link> receipts = links.child(link).filter(child -> child.height() <= from.height());
    boolean tooFar = lookback >= 0 && link.height() < from.height() - lookback;
    if (receipts.isEmpty() || tooFar) {
      return Optional.empty();
    }
    return Optional.of(
        new MessageLookup(
            cid,
            link.receipts().get(place.index()),
            receipts.get().key(),
            receipts.get().height()));
  }
}
