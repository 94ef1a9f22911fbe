package io.damocles.devnet.pool;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.execution.ChainException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The messages that wait, by sender and nonce. */
public final class MessagePool {
  private static final int MOST_OF_A_SENDER = 1000;
  private static final BigInteger PERCENT = BigInteger.valueOf(100);
  private static final BigInteger REPLACING_PERCENT = BigInteger.valueOf(110);

  private final Map<Address, NavigableMap<Long, SignedMessage>> senders = new LinkedHashMap<>();

  /**
   * Puts a message in the place of its nonce.
   *
   * @return the message that it replaces
   * @throws ChainException if there is one that it may not replace, or there are too many
   */
  public Optional<SignedMessage> add(SignedMessage added) {
    Address sender = added.message().from();
    NavigableMap<Long, SignedMessage> waiting = of(sender);
    Optional<SignedMessage> old = Optional.ofNullable(waiting.get(added.message().nonce()));
    old.ifPresent(known -> checkReplacement(known, added));
    if (old.isEmpty() && waiting.size() >= MOST_OF_A_SENDER) {
      throw new ChainException(
          "failed to add locked: too many pending messages from actor %s: too many pending messages"
              .formatted(sender));
    }
    put(added);
    return old;
  }

  /** Undoes an {@link #add}. */
  public void takeBack(SignedMessage added, Optional<SignedMessage> replaced) {
    removeMined(List.of(added));
    replaced.ifPresent(this::put);
  }

  private static void checkReplacement(SignedMessage old, SignedMessage added) {
    String place =
        "failed to add locked: message from %s with nonce %s already in mpool"
            .formatted(old.message().from(), Long.toUnsignedString(old.message().nonce()));
    if (old.cid().equals(added.cid())) {
      throw new ChainException(place + ": message with nonce already exists");
    }
    BigInteger least = leastPremium(old.message().gasPremium());
    if (added.message().gasPremium().compareTo(least) < 0) {
      throw new ChainException(
          "%s, increase GasPremium to %s from %s to trigger replace by fee: replace by fee has too low GasPremium"
              .formatted(place, least, added.message().gasPremium()));
    }
  }

  /** What a message must offer to take another one's place. */
  static BigInteger leastPremium(BigInteger old) {
    return old.multiply(REPLACING_PERCENT).divide(PERCENT).add(BigInteger.ONE);
  }

  /** Puts a message in without a question: it was in a tipset that is no more, or in the file. */
  public void put(SignedMessage message) {
    senders
        .computeIfAbsent(message.message().from(), from -> new TreeMap<>(Long::compareUnsigned))
        .put(message.message().nonce(), message);
  }

  /** Takes out what is in a tipset now, and whatever waited with the same nonce. */
  public List<SignedMessage> removeMined(Collection<SignedMessage> mined) {
    List<SignedMessage> removed = new ArrayList<>();
    for (SignedMessage message : mined) {
      Address sender = message.message().from();
      NavigableMap<Long, SignedMessage> waiting = of(sender);
      SignedMessage gone = waiting.remove(message.message().nonce());
      if (gone != null) {
        removed.add(gone);
      }
      if (waiting.isEmpty()) {
        senders.remove(sender);
      }
    }
    return removed;
  }

  /** The first nonce behind the given one that no message has. */
  public long nextNonce(Address sender, long stateNonce) {
    long next = stateNonce;
    NavigableMap<Long, SignedMessage> waiting = of(sender);
    while (waiting.containsKey(next)) {
      next++;
    }
    return next;
  }

  /** A sender's messages in the order of their nonces. */
  public List<SignedMessage> from(Address sender) {
    return List.copyOf(of(sender).values());
  }

  /** Who has messages here. */
  public List<Address> senders() {
    return List.copyOf(senders.keySet());
  }

  /** Every message. */
  public List<SignedMessage> all() {
    return senders.values().stream().flatMap(waiting -> waiting.values().stream()).toList();
  }

  public int size() {
    return senders.values().stream().mapToInt(Map::size).sum();
  }

  private NavigableMap<Long, SignedMessage> of(Address sender) {
    return senders.getOrDefault(sender, new TreeMap<>());
  }

  /** The message with this CID, its own or the one with its signature. */
  public Optional<SignedMessage> find(Cid cid) {
    return senders.values().stream()
        .flatMap(waiting -> waiting.values().stream())
        .filter(message -> message.cid().equals(cid) || message.message().cid().equals(cid))
        .findAny();
  }
}
